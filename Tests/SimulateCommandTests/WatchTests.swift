import SimulateCommand
import Testing

@Suite struct WatchTests {
  private static let path = "/home/ada/shop/Models/shop.json"
  private static let watching = "watching '\(path)'; Ctrl-C ends this\n"

  private func save(_ text: String, at desk: Desk) -> () -> Void {
    { try? desk.files.replace(Self.path, with: text) }
  }

  @Test func `a model runs again when its file changes, and only then`() {
    let desk = Desk()
    desk.pauses = [
      {}, save(Desk.shop, at: desk),
      save(Desk.shop.replacing("100/s", with: "200/s"), at: desk), {},
    ]
    #expect(desk.type("--model shop --watch") == .interrupted)
    #expect(desk.runner.architectures.count == 2)
    #expect(desk.messages.text.components(of: Self.watching) == 2)
  }

  @Test func `a model that is wrong for the moment is waited for`() {
    let desk = Desk()
    desk.pauses = [save("{", at: desk), {}, save(Desk.shop, at: desk)]
    #expect(desk.type("--model shop --watch") == .interrupted)
    #expect(desk.runner.architectures.count == 2)
    #expect(desk.messages.text.contains("shop.json:1:2: error: "))
  }

  @Test func `an interrupted run ends the watch`() {
    let desk = Desk()
    desk.runner.steps = 2
    desk.isInterrupted = true
    #expect(desk.type("--model shop --watch") == .interrupted)
    #expect(desk.output.text.isEmpty)
  }

  @Test func `a file that is not there is told at once`() {
    let desk = Desk()
    #expect(desk.type("--model shap --watch") == .unusable)
    #expect(desk.messages.text.contains("shap"))
  }
}

extension String {
  /// How often `part` stands in it.
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
