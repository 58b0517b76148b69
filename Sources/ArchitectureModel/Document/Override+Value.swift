extension Override {
  /// The value as a tree.
  ///
  /// - Parameter index: The place of the override among all.
  func parsedValue(_ index: Int) throws(TreeEditor.Refusal) -> JSONValue {
    var parser = JSONParser(Array(value.utf8))
    do {
      let tree = try parser.readDocument()
      if let duplicate = parser.duplicates.first {
        throw TreeEditor.Refusal(.rule("key '\(duplicate.key)' appears twice in the value"))
      }
      return tree.attributed(to: .override(index))
    } catch let refusal as TreeEditor.Refusal {
      throw refusal
    } catch let problem as JSONSyntaxProblem {
      // What begins like JSON was meant to be JSON.
      if let first = value.first(where: { $0 != " " }), "{[\"".contains(first) {
        throw TreeEditor.Refusal(.syntax("the value is no JSON: \(problem.message)"))
      }
      return JSONValue(.text(value), from: .override(index))
    } catch {
      return JSONValue(.text(value), from: .override(index))
    }
  }
}

extension JSONValue {
  /// The same tree, as if all of it came from one place.
  func attributed(to origin: Origin) -> JSONValue {
    switch content {
    case .array(let elements):
      JSONValue(.array(elements.map { $0.attributed(to: origin) }), from: origin)
    case .object(let members):
      JSONValue(
        .object(members.map { Member($0.key, $0.value.attributed(to: origin), from: origin) }),
        from: origin)
    case .null, .boolean, .number, .text:
      JSONValue(content, from: origin)
    }
  }
}
