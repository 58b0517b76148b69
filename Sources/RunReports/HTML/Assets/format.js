// Numbers and times as people read them; the same rules as the text report.
const none = "–";

function digits(value, significant = 3) {
  if (!isFinite(value)) return none;
  if (value === 0) return "0";
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  const places = Math.max(0, Math.min(5, significant - 1 - magnitude));
  const text = value.toFixed(places);
  const [whole, fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction ? grouped + "." + fraction : grouped;
}

const format = {
  count(value) {
    return value == null ? none : String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  },
  number(value) {
    if (value == null || !isFinite(value)) return none;
    if (value !== 0 && Math.abs(value) < 0.001) return "<0.001";
    return digits(value);
  },
  rate(value) {
    return value == null ? none : format.number(value) + "/s";
  },
  share(value) {
    if (value == null || !isFinite(value)) return none;
    if (value > 0 && value < 0.0001) return "<0.01%";
    if (value < 1 && value >= 0.9995) return ">99.9%";
    return digits(value * 100) + "%";
  },
  time(seconds) {
    if (seconds == null || !isFinite(seconds)) return none;
    if (seconds === 0) return "0 s";
    const size = Math.abs(seconds);
    if (size >= 99.95) return format.longTime(seconds);
    const units = [["ns", 1e-9], ["µs", 1e-6], ["ms", 1e-3], ["s", 1]];
    for (const [name, unit] of units) {
      if (size / unit < 999.5) return digits(seconds / unit) + " " + name;
    }
    return digits(seconds) + " s";
  },
  longTime(seconds) {
    const whole = Math.round(Math.abs(seconds));
    const sign = seconds < 0 ? "-" : "";
    const two = (value) => String(value).padStart(2, "0");
    if (whole < 3600) return sign + Math.floor(whole / 60) + "m " + two(whole % 60) + "s";
    const minutes = Math.round(whole / 60);
    return sign + Math.floor(minutes / 60) + "h " + two(minutes % 60) + "m";
  },
  clock(seconds) {
    const whole = Math.floor(seconds);
    const two = (value) => String(value).padStart(2, "0");
    const rest = Math.round((seconds - whole) * 1000);
    const tail = rest > 0 ? "." + String(rest).padStart(3, "0").replace(/0+$/, "") : "";
    const text = Math.floor(whole / 60) % 60 + ":" + two(whole % 60) + tail;
    return whole < 3600 ? text : Math.floor(whole / 3600) + ":" + text.padStart(5 + tail.length, "0");
  },
  observed(value, unit) {
    if (value == null) return "nothing to observe";
    switch (unit) {
      case "seconds": return format.time(value);
      case "perSecond": return format.rate(value);
      case "ratio": return format.share(value);
      default: return format.number(value);
    }
  },
};

// The shortest spelling, for axes: 0.005 and not 0.00500, 50 ms and not 50.0 ms.
function short(text) {
  return text.replace(/(\.\d*?)0+(?!\d)/, "$1").replace(/\.(?!\d)/, "");
}

// Of an axis: two marks never look the same, however small they are.
function axisText(form, value) {
  return form === format.number && value > 0 && value < 0.001 ? String(Number(value.toPrecision(2))) : short(form(value));
}

// Round steps for an axis from 0 to a maximum.
function ticks(maximum, wanted = 4) {
  if (!(maximum > 0)) return [0];
  const raw = maximum / wanted;
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= raw);
  const found = [];
  for (let index = 0; index * step <= maximum * 1.0001; index += 1) found.push(index * step);
  return found;
}

// Steps of time that a clock would show: seconds, minutes, hours.
function timeTicks(from, to, wanted = 8) {
  const raw = (to - from) / wanted;
  const nice = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120,
    300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];
  const step = nice.find((each) => each >= raw) || Math.ceil(raw / 86400) * 86400;
  const found = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to + step / 1e6; tick += step) {
    found.push(tick);
  }
  return found;
}

function intervalText(interval, form) {
  return interval ? `${form(interval.lower)} to ${form(interval.upper)}` : none;
}

const formOf = { seconds: format.time, perSecond: format.rate, ratio: format.share, count: format.number };
