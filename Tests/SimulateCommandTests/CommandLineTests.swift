import ArchitectureModel
import SimulateCommand
import Testing

@Suite struct CommandLineTests {
  @Test(
    arguments: [
      ("run", "no model is given; write for instance: simulate --model three-instances"),
      ("check", "no model is given; write for instance: simulate check --model three-instances"),
      ("--model", "--model needs a value, such as --model three-instances"),
      ("--model --seed 7", "--model needs a value, such as --model three-instances"),
      ("--model=", "the value of --model is empty; give one such as three-instances"),
      ("--model shop --model shop", "--model is given twice"),
      ("--model shop --seed", "--seed needs a value, such as --seed 7"),
      ("--model shop --seed x", "--seed: 'x' is not a whole number from 0 to 18446744073709551615"),
      (
        "--model shop --seed -5",
        "--seed: '-5' is not a whole number from 0 to 18446744073709551615"
      ),
      (
        "--model shop --seed +5",
        "--seed: '+5' is not a whole number from 0 to 18446744073709551615"
      ),
      (
        "--model shop --seed 18446744073709551616",
        "--seed: '18446744073709551616' is not a whole number from 0 to 18446744073709551615"
      ),
      ("--model shop --seed 1 --seed=1", "--seed is given twice"),
      (
        "--model shop --set run.seed=1 --seed 1", "run.seed is given twice, by --set and by --seed"
      ),
      (
        "--model shop --replication 1.5",
        "--replication: '1.5' is not a whole number from 0 to 18446744073709551615"
      ),
      ("--model shop --duration 10m --duration=5m", "--duration is given twice"),
      (
        "--model shop --duration 10m --set run.duration=5m",
        "run.duration is given twice, by --set and by --duration"
      ),
      (
        "--model shop --duration 10", "--duration: '10' has no unit; write for instance 90s or 10m"
      ),
      ("--model shop --duration long", "--duration: 'long' is no time, such as 90s or 10m"),
      (
        "--model shop --duration 5parsecs",
        "--duration: unknown unit 'parsecs'; known: ns, us, ms, s, m, h, d"
      ),
      ("--model shop --duration -5s", "--duration: '-5s' is negative"),
      ("--model shop --duration 0s", "--duration: '0s' is not longer than zero"),
      ("--model shop --format xml", "--format: unknown format 'xml'; known: text, json, csv"),
      ("--model shop --format jsn", "--format: unknown format 'jsn'; did you mean 'json'?"),
      ("--model shop --format text --format json", "--format is given twice"),
      (
        "--model shop --tie-order lifo",
        "--tie-order: 'lifo' is neither fifo nor shuffle:SEED, such as shuffle:1"
      ),
      ("--model shop --tie-order shuffle", "--tie-order: shuffle needs a seed, such as shuffle:1"),
      ("--model shop --tie-order shuffle:", "--tie-order: shuffle needs a seed, such as shuffle:1"),
      (
        "--model shop --tie-order shuffle:x",
        "--tie-order: 'x' is not a whole number from 0 to 18446744073709551615"
      ),
      (
        "--model shop --set app.instances",
        "--set 'app.instances': expected a path and a value, such as app.instances=5"
      ),
      ("--model shop --set =5", "--set '=5': expected a path and a value, such as app.instances=5"),
      (
        "--model shop --set app.workers=1 --set app.workers=2", "--set 'app.workers' is given twice"
      ),
      ("--model shop --output", "--output needs a value, such as --output results"),
      ("--modle shop", "unknown option '--modle'; did you mean '--model'?"),
      ("-model shop", "unknown option '-model'; did you mean '--model'?"),
      ("-m shop", "unknown option '-m'; did you mean '--model'?"),
      (
        "--model shop --replicatons 20",
        "unknown option '--replicatons'; did you mean '--replications'?"
      ),
      (
        "list --wobble",
        "unknown option '--wobble' of list; known: --format, --help"
      ),
      (
        "check --model shop --format json",
        "'--format' is no option of check, only of run, sweep, merge, find, sensitivity, collapse, compare, explain, list"
      ),
      (
        "verify --model shop --output x",
        "'--output' is no option of verify, only of run, sweep, merge, find, collapse, compare"
      ),
      ("rum --model shop", "unknown command 'rum'; did you mean 'run'?"),
      (
        "frobnicate",
        "unknown command 'frobnicate'; known: run, sweep, merge, find, sensitivity, collapse, explore, compare, explain, record, check, verify, list, describe, schema, help"
      ),
      ("shop.json", "'shop.json' is no command; a model is given as --model FILE"),
      ("Models/shop", "'Models/shop' is no command; a model is given as --model FILE"),
      ("run shop", "unexpected argument 'shop'; a model is given as --model FILE"),
      ("--model shop extra", "unexpected argument 'extra'"),
      ("--model shop --", "unexpected argument '--'"),
      ("list all", "unexpected argument 'all'"),
      ("help rum", "unknown command 'rum'; did you mean 'run'?"),
      ("help run list", "help explains one command at a time, not 2"),
      ("--version --model shop", "--version stands alone"),
      (
        "--version=1",
        "unknown option '--version' of run; known: --model, --scenario, --set, --seed, --duration, --replication, --replications, --precision, --confidence, --threads, --tie-order, --format, --output, --explain, --traces, --watch, --help"
      ),
    ] as [(String, String)])
  func `what cannot be obeyed is answered by one sentence`(line: String, message: String) {
    let desk = Desk()
    #expect(desk.type(line) == .unusable)
    #expect(desk.messages.text == "simulate: \(message)\n")
    #expect(desk.output.text == "")
    #expect(desk.runner.architectures.isEmpty)
  }

  @Test func `words of the command line cannot reach into the terminal`() {
    let desk = Desk()
    #expect(desk.type(["--\u{1B}[2J"]) == .unusable)
    #expect(desk.messages.text.hasPrefix("simulate: unknown option '--\\u{1B}[2J' of run"))
    let long = Desk()
    #expect(
      long.type(["--format", String(repeating: "x", count: 10_000), "--model", "a"]) == .unusable)
    #expect(long.messages.text.count < 200)
    let quoted = Desk()
    let value = "app.workers=" + String(repeating: "x", count: 100_000)
    #expect(quoted.type(["--model", "shop", "--set", value]) == .unusable)
    #expect(quoted.messages.text.count <= 2001)
    #expect(
      quoted.messages.text.hasSuffix(
        "\"unlimited\", found \"\(String(repeating: "x", count: 60))…\"\n"))
  }

  @Test(arguments: [
    "--model shop", "run --model shop", "--model=shop", "run --model=shop", "--model shop.json",
    "--model Models/shop", "--model Models/shop.json", "--model ./Models/shop.json",
    "--model /home/ada/shop/Models/shop.json",
  ])
  func `a run can be asked for in several ways`(line: String) {
    let desk = Desk()
    #expect(desk.type(line) == .success)
    #expect(desk.runner.architectures.map(\.name) == ["shop"])
  }

  @Test func `a command line without anything gets the help and is no success`() {
    let desk = Desk()
    #expect(desk.type("") == .unusable)
    #expect(desk.messages.text.hasPrefix("Rehearses a backend's load and outages"))
  }
}
