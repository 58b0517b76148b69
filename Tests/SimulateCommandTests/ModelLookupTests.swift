import SimulateCommand
import Testing

@Suite struct ModelLookupTests {
  @Test(
    arguments: [
      ("/home/ada/shop", "shop"), ("/home/ada/shop", "café"), ("/home/ada/shop", "shop.json"),
      ("/home/ada/shop/Sources/app", "shop"), ("/home/ada/shop/Sources/app", "here"),
      ("/home/ada/shop/Sources/app", "../../Models/shop.json"), ("/home/ada", "outside"),
      ("/", "home/ada/shop/Models/shop"),
    ] as [(String, String)])
  func `a model is found from anywhere in the package`(folder: String, name: String) {
    let desk = Desk()
    desk.folder = folder
    #expect(desk.type(["--model", name]) == .success, "\(desk.messages.text)")
  }

  @Test(
    arguments: [
      (
        "/home/ada/shop", "shpo",
        "no model 'shpo' is in this folder or 'Models'; did you mean 'shop'?"
      ),
      (
        "/home/ada/shop", "outside",
        "no model 'outside' is in this folder or 'Models'; 'simulate list' shows the models"
      ),
      (
        "/home/ada/shop/Sources", "shop.jsn",
        "no model 'shop.jsn' is in this folder or '/home/ada/shop/Models'; did you mean 'shop.json'?"
      ),
      (
        "/home/ada/shop", "Models/shap",
        "no model 'Models/shap' is at 'Models/shap' or 'Models/shap.json'"
      ),
      ("/home/ada/shop", "./x.json", "no model './x.json' is at './x.json'"),
      ("/home/ada/shop", "./Models", "'./Models' is a folder, not a model"),
      ("/home", "shop", "no model 'shop' is in this folder"),
    ] as [(String, String, String)])
  func `what is not found says where it was looked for`(
    folder: String, name: String, message: String
  ) {
    let desk = Desk()
    desk.folder = folder
    #expect(desk.type(["check", "--model", name]) == .unusable)
    #expect(desk.messages.text == "simulate: \(message)\n")
  }

  @Test func `a model that cannot be read says why`() {
    let desk = Desk(["/home/ada/shop/big.json": String(repeating: " ", count: 17 << 20)])
    #expect(desk.type("--model big") == .unusable)
    #expect(desk.messages.text == "simulate: cannot read 'big.json': it is longer than 16 MiB\n")
  }

  @Test func `a model that is wrong says where, all of it at once`() {
    let text = Desk.shop.replacing("\"workers\": 4", with: "\"wokers\": 4").replacing(
      "\"calls\": \"app\"", with: "\"calls\": \"ap\"")
    let desk = Desk(["/home/ada/shop/Models/shop.json": text])
    #expect(desk.type("--model shop") == .unusable)
    let lines = desk.messages.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("Models/shop.json:") })
    #expect(desk.messages.text.contains("did you mean 'workers'?"))
    #expect(desk.messages.text.contains("did you mean 'app'?"))
    #expect(desk.output.text == "")
  }

  @Test(
    arguments: [
      (
        "--scenario pek",
        "Models/shop.json: no scenario is named 'pek'; did you mean 'peak'?"
      ),
      ("--set app.wokers=5", "did you mean 'workers'?"),
      ("--set app.instances=five", "--set app.instances=five: "),
      (
        "--duration 1m --set run.warmup=2m",
        "--set run.warmup=2m: run.warmup: a warm-up of 2m leaves nothing of a run of 1m\n"
      ),
    ] as [(String, String)])
  func `what does not fit the model is told by the name of its option`(
    options: String, part: String
  ) {
    let desk = Desk()
    #expect(desk.type("--model shop " + options) == .unusable)
    #expect(desk.messages.text.contains(part), "\(desk.messages.text)")
  }
}
