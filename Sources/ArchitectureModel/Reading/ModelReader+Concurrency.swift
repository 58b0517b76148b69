import Resilience
import TimeBase

extension ModelReader {
  func concurrencyLimit(_ reader: ObjectReader) -> Service.ConcurrencyLimit? {
    let limit: Service.ConcurrencyLimit
    if let fixed = reader.whole("fixed") {
      limit = .fixed(FixedConcurrency(limit: fixed))
    } else if let rule = reader.object("aimd", as: "aimd") {
      limit = .aimd(
        AIMDConcurrency(
          initial: rule.whole("initial") ?? 20, lowest: rule.whole("lowest") ?? 20,
          highest: rule.whole("highest") ?? 200, backoff: rule.share("backoff") ?? 0.9,
          timeout: rule.span("timeout") ?? .seconds(5)))
    } else if let rule = reader.object("vegas", as: "vegas") {
      limit = .vegas(
        VegasConcurrency(
          initial: rule.whole("initial") ?? 20, highest: rule.whole("highest") ?? 1_000))
    } else if let rule = reader.object("gradient2", as: "gradient2") {
      limit = .gradient2(
        Gradient2Concurrency(
          initial: rule.whole("initial") ?? 20, lowest: rule.whole("lowest") ?? 20,
          highest: rule.whole("highest") ?? 200, tolerance: rule.number("tolerance") ?? 1.5))
    } else {
      return nil
    }
    if let problem = limit.problem {
      report(.rule(problem), at: reader.node)
      return nil
    }
    return limit
  }
}
