// The page of a search for triggers from which a system does not come back by itself.
function headline() {
  const [first] = data.studies;
  return make("header", {},
    make("div", { class: "title" },
      make("h1", { title: data.model }, shortened(data.model, 100), make("span", {}, " · collapse")), themeButton()),
    make("p", { class: "lead" }, "Trigger: " + shortened(data.trigger, 300)),
    make("p", { class: "verdict " + (first.vulnerable ? "fail" : "pass") }, first.answer),
    make("p", { class: "about" }, `${format.count(data.runs)} runs of ${data.duration}, the trigger from ${data.start} on`));
}

// Loads across, sizes of the trigger upwards: from where on the system stays down.
function regionChart(study) {
  const canvas = make("div", { class: "canvas region", role: "img", "aria-label": "Vulnerable region; the table has the same" });
  responsive(canvas, (width) => renderRegion(study, canvas, width));
  return make("figure", { class: "chart" },
    make("figcaption", {}, make("strong", {}, study.with == null ? "Vulnerable region" : "With " + shortened(study.with, 60)),
      make("span", { class: "readout" }, [["back", "comes back"], ["down", "stays down"], ["between", "not tried"], ["over", "overloaded without it"]]
        .map(([kind, title]) => make("span", { class: "key" }, make("i", { class: "region-" + kind }), title)))), canvas);
}

function renderRegion(study, canvas, width) {
  const height = 300;
  const loads = study.loads;
  const across = (width - frame.left - frame.right) / loads.length;
  const sizes = knobAxis([data.smallest, data.largest, ...loads.flatMap((load) => [load.comesBackFrom, load.staysDownFrom])
    .filter((value) => value != null)]);
  const [low, high] = [sizes.at(data.smallest), sizes.at(data.largest)];
  const y = (value) => height - frame.bottom - (sizes.at(value) - low) / (high - low || 1) * (height - frame.bottom - frame.top);
  const [bottom, top] = [height - frame.bottom, frame.top];
  const columns = loads.map((load, index) => {
    const x = frame.left + index * across;
    const part = (kind, from, to) => from - to < 0.5 ? null : draw("rect", { class: "region-" + kind, x: x + 1, width: Math.max(1, across - 2), y: to, height: from - to });
    const text = load.overloaded ? "overloaded without the trigger" : [
      load.comesBackFrom == null ? null : `comes back from ${load.comesBackFrom}`,
      load.staysDownFrom == null ? null : `stays down from ${load.staysDownFrom}`].filter((each) => each).join(", ");
    const back = load.comesBackFrom == null ? bottom : y(load.comesBackFrom);
    const down = load.staysDownFrom == null ? back : y(load.staysDownFrom);
    return draw("g", { class: "column" }, draw("title", {}, `${load.load}: ${text}`),
      load.overloaded ? part("over", bottom, top) : [part("back", bottom, back), part("between", back, down),
        load.staysDownFrom == null ? part("between", back, top) : part("down", Math.max(down, top + 4), top)]);
  });
  const every = Math.max(1, Math.ceil(60 / across));
  let last = Infinity;
  const marks = sizes.texts.filter((text) => {
    if (last - y(text) < 16) return false;
    last = y(text);
    return true;
  });
  canvas.replaceChildren(picture(width, height, columns,
    draw("g", { class: "axis" }, loads.map((load, index) => index % every ? null : draw("text", { x: frame.left + (index + 0.5) * across,
      y: bottom + 16, "text-anchor": "middle" }, shortened(load.load, 14))),
      marks.map((text) => draw("text", { x: frame.left - 6, y: y(text) + 4, "text-anchor": "end" }, shortened(text, 9)))),
    draw("text", { class: "small", x: (frame.left + width) / 2, y: height - 6, "text-anchor": "middle" },
      shortened(`${data.load} across, ${data.size} of the trigger upwards`, Math.floor(width / 7)))));
}

function loadTable(study) {
  const sizes = knobAxis(study.loads.flatMap((load) => [load.comesBackFrom, load.staysDownFrom]).filter((value) => value != null));
  const loads = knobAxis(study.loads.map((load) => load.load));
  const size = (key) => ({ value: (row) => row[key] == null ? null : sizes.at(row[key]), text: (row) => row[key] || none });
  return sortableTable(study.with == null ? "Loads" : "Loads with " + study.with, [
    { title: data.load, value: (row) => loads.at(row.load), text: (row) => row.load },
    { title: "comes back from", ...size("comesBackFrom") },
    { title: "stays down from", ...size("staysDownFrom") },
    { title: "recovery", value: (row) => row.recovery, text: (row) => format.time(row.recovery) },
    { title: "comes back at load", value: (row) => row.release, text: (row) => row.overloaded ? "overloaded without it" : format.share(row.release) },
    { title: "what keeps it down", value: (row) => row.loops.join("; "), isText: true },
  ], study.loads);
}

document.getElementById("report").append(...[
  headline(),
  section("Vulnerable region", "From which size of the trigger on the system stays down though it carries the load without it.",
    make("div", { class: "charts" }, data.studies.map(regionChart))),
  section("Loads", null, data.studies.flatMap((study) => [
    study.with == null ? null : make("p", {}, make("b", {}, `With ${shortened(study.with, 120)}: `), study.answer), loadTable(study)])),
  section("Make this search again", null, make("pre", { class: "command" }, data.command)),
].filter((each) => each));
