import ArchitectureModel
import EventEngine
import Resilience
import Testing
import TimeBase

@Suite struct ModelDocumentTests {
  @Test func `a file becomes the vocabulary, sorted by name`() throws {
    let document = try ModelDocument(Shop.text, named: "models/shop.json")
    var expected = Self.shop
    expected.sha256 = document.sha256
    #expect(document.reading.architecture == expected)
  }

  @Test func `a model without a name has that of its file`() throws {
    let document = try ModelDocument(Everything.closed, named: "some/folder/closed.json")
    #expect(document.reading.architecture.name == "closed")
  }

  @Test func `what is left out has its default`() throws {
    let model = try ModelDocument(Everything.closed, named: "closed.json").reading.architecture
    #expect(model.run == RunPlan(duration: .minutes(10), warmup: .automatic, seed: 1))
    #expect(model.network == Network())
    #expect(
      model.clients == [
        Client(
          name: "users", load: .closed(Client.Users(50, think: .exponential(mean: .seconds(5)))),
          call: CallPolicy(target: "app"), requests: [Client.Request(name: "request")])
      ])
    #expect(
      model.components == [
        Component(
          name: "app",
          kind: .service(
            Service(
              workers: 2, backlog: 2048,
              handlers: [
                Service.Handler(
                  request: "*",
                  steps: [.compute(.weibullScale(shape: 0.8, scale: .milliseconds(5)))])
              ])))
      ])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the order of keys, white space and comments decide nothing`(seed: UInt64) throws {
    for model in Everything.all {
      let original = try ModelDocument(
        model.text, named: "m.json", attachments: Everything.attachments)
      var generator = Shuffler(state: seed)
      let shuffled = Self.shuffled(try JSONValue(parsing: model.text), &generator)
      let text = PrettyJSON.text(of: shuffled)
      let permuted = try ModelDocument(
        "// shuffled\n" + text, named: "m.json", attachments: Everything.attachments)
      #expect(permuted.sha256 == original.sha256)
      #expect(permuted.reading.architecture == original.reading.architecture)
    }
  }

  @Test func `a changed value changes the hash`() throws {
    let original = try ModelDocument(Shop.text, named: "shop.json")
    let changed = try #require(Shop.with("\"seed\": 8", for: "\"seed\": 7"))
    #expect(try ModelDocument(changed, named: "shop.json").sha256 != original.sha256)
    let respelt = try #require(Shop.with("\"seed\": 70e-1", for: "\"seed\": 7"))
    #expect(try ModelDocument(respelt, named: "shop.json").sha256 == original.sha256)
  }

  private struct Shuffler: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 31
    }
  }

  private static func shuffled(_ value: JSONValue, _ generator: inout Shuffler) -> JSONValue {
    switch value.content {
    case .object(let members):
      var shuffledMembers: [JSONValue.Member] = []
      for member in members {
        shuffledMembers.append(.init(member.key, shuffled(member.value, &generator)))
      }
      shuffledMembers.shuffle(using: &generator)
      return JSONValue(.object(shuffledMembers))
    case .array(let elements):
      var shuffledElements: [JSONValue] = []
      for element in elements { shuffledElements.append(shuffled(element, &generator)) }
      return JSONValue(.array(shuffledElements))
    case .null, .boolean, .number, .text:
      return value
    }
  }
}
