import SimulateCommand
import Testing

@Suite struct ListAndCheckTests {
  @Test func `models are listed by their bytes with their scenarios`() {
    let desk = Desk()
    desk.folder = "/home/ada/shop/Sources/app"
    #expect(desk.type("list") == .success)
    #expect(
      desk.output.text == """
        café
          A shop with one server
            outage  The database refuses for a minute
            peak

        shop
          A shop with one server
            outage  The database refuses for a minute
            peak

        """)
  }

  @Test func `a model that cannot be read does not hide the others`() {
    let desk = Desk([
      "/home/ada/shop/Models/a.json": "{", "/home/ada/shop/Models/b.json": Desk.shop,
    ])
    #expect(desk.type("list") == .unusable)
    #expect(desk.output.text.hasPrefix("b\n  A shop"))
    #expect(desk.messages.text.contains("Models/a.json:1:"))
  }

  @Test func `scripts read the models and their scenarios as JSON`() {
    let desk = Desk([
      "/home/ada/shop/Models/a.json": Desk.shop, "/home/ada/shop/Models/b.json": "{",
    ])
    #expect(desk.type("list --format json") == .unusable)
    #expect(
      desk.output.text == """
        [
          {
            "name": "shop",
            "file": "Models/a.json",
            "about": "A shop with one server",
            "scenarios": [
              {"name": "outage", "about": "The database refuses for a minute"},
              {"name": "peak", "about": ""}
            ]
          }
        ]

        """)
    #expect(desk.messages.text.contains("Models/b.json:1:"))
    #expect(desk.type("list --format csv") == .unusable)
    #expect(
      desk.messages.text.hasSuffix("simulate: --format: unknown format 'csv'; known: text, json\n"))
  }

  @Test func `without the folder there is nothing to list`() {
    let desk = Desk([:])
    #expect(desk.type("list") == .unusable)
    #expect(desk.messages.text == "simulate: there is no folder Models here or above\n")
  }

  @Test func `a check explains what the model describes`() {
    let desk = Desk()
    #expect(desk.type("check --model shop --scenario outage") == .success)
    #expect(
      desk.output.text == """
        shop with scenario outage is valid
        A shop with one server

        Path of a request
          web             100/s at random times
          └─ app          service, 2 instances of 4 workers, backlog 100
             └─ database  database, 20 connections

        Run
          10m of virtual time, the warm-up is found from the run, seed 42

        Faults
          outage of database at 2m for 1m

        Expectations
          errors of web below 1%

        Scenarios
          outage: The database refuses for a minute
          peak

        No advice

        """)
    #expect(desk.runner.architectures.isEmpty)
  }

  @Test
  func `a check tells when a fault begins that waits for a level, and of what is over at once`() {
    let faults = """
      "faults": [
        { "when": { "metric": "queue", "of": "app", "above": 5, "after": "3s" }, "slow": "app",
          "factor": 2, "for": "1s" },
        { "at": "3s", "herd": "web", "requests": 5 }
      ], "expect": [
      """
    let desk = Desk([
      "/home/ada/shop/Models/shop.json": Desk.shop.replacing("\"expect\": [", with: faults)
    ])
    #expect(desk.type("check --model shop") == .success, "\(desk.messages.text)")
    let text = desk.output.text
    #expect(
      text.contains("  app 2× slower once queue of app is above 5, 3s later for 1s\n"), "\(text)")
    #expect(text.contains(" at 3s\n"), "\(text)")
  }

  @Test func `a check gives advice`() {
    let lonely = Desk.shop.replacing(
      "\"components\": {",
      with:
        "\"components\": {\n \"spare\": { \"kind\": \"database\", \"connections\": 1, \"read\": \"4ms\" },"
    )
    let desk = Desk(["/home/ada/shop/Models/shop.json": lonely])
    #expect(desk.type("check --model shop") == .success, "\(desk.messages.text)")
    #expect(
      desk.output.text.contains(
        "\nAdvice\n  Models/shop.json:6:11: components.spare: nothing calls it"))
  }

  @Test func `nothing in a model reaches into the terminal`() {
    let hostile = Desk.shop.replacing("A shop with one server", with: #"\u001b[2J\u202e"#)
      .replacing("\"peak\"", with: #""pe\u001bak""#)
    let desk = Desk(["/home/ada/shop/Models/shop.json": hostile])
    for command in ["list", "check --model shop", "--model shop", "--model shop --scenario x"] {
      _ = desk.type(command)
    }
    for text in [desk.output.text, desk.messages.text] {
      #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }
  }

  @Test func `the schema is JSON`() {
    let desk = Desk()
    #expect(desk.type("schema") == .success)
    #expect(desk.output.text.hasPrefix("{\n  \"$schema\": "))
    #expect(desk.output.text.hasSuffix("}\n"))
  }
}
