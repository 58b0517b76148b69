import EventEngine
import TimeBase

extension ModelReader {
  /// Reads a span of time, which is a constant, or a distribution.
  func distribution(_ node: Node) -> Distribution? {
    guard node.value.members != nil else {
      if node.value.text == nil, node.value.number == nil {
        reportUnexpected(node, .duration)
        return nil
      }
      return span(node, .duration).map { .constant($0) }
    }
    guard let reader = ObjectReader(node, as: "distribution", in: self) else { return nil }
    let complaintCount = complaints.count
    guard let result = simple(reader) ?? byMean(reader) ?? byList(reader) else { return nil }
    if complaintCount == complaints.count, let problem = result.problem {
      report(.rule(problem), at: node)
    }
    return result
  }

  /// Distributions that are given by times alone.
  private func simple(_ reader: ObjectReader) -> Distribution? {
    if let span = reader.span("constant") { return .constant(span) }
    if let mean = reader.span("exponential") { return .exponential(mean: mean) }
    if let ends = spans(reader, "uniform") {
      guard ends.count == 2 else {
        report(.rule("expected two times, the lower one first"), at: reader.node)
        return nil
      }
      return .uniform(from: ends[0], through: ends[1])
    }
    if let times = spans(reader, "empirical") { return .empirical(times) }
    if let normal = reader.object("normal", as: "normal") {
      return .truncatedNormal(
        mean: normal.span("mean") ?? .zero, standardDeviation: normal.span("sd") ?? .zero)
    }
    if let shifted = reader.object("shifted", as: "shifted") {
      return .shifted(
        by: shifted.span("by") ?? .zero, shifted.distribution("of") ?? .constant(.zero))
    }
    return nil
  }

  /// Distributions that are given by a mean or a scale and a number.
  private func byMean(_ reader: ObjectReader) -> Distribution? {
    if let erlang = reader.object("erlang", as: "erlang") {
      let shape = Int64(erlang.whole("shape") ?? 1)
      return .erlang(shape: shape, mean: erlang.span("mean") ?? .zero)
    }
    if let gamma = reader.object("gamma", as: "gamma") {
      return .gamma(shape: gamma.number("shape") ?? 1, mean: gamma.span("mean") ?? .zero)
    }
    if let weibull = reader.object("weibull", as: "weibull") {
      let shape = weibull.number("shape") ?? 1
      let (mean, scale) = (weibull.span("mean"), weibull.span("scale"))
      return mean.map { .weibull(shape: shape, mean: $0) }
        ?? .weibullScale(shape: shape, scale: scale ?? .zero)
    }
    if let pareto = reader.object("pareto", as: "pareto") {
      return .pareto(
        minimum: pareto.span("minimum") ?? .zero, alpha: pareto.number("alpha") ?? 1)
    }
    if let bounded = reader.object("boundedPareto", as: "boundedPareto") {
      return .boundedPareto(
        from: bounded.span("low") ?? .zero, through: bounded.span("high") ?? .zero,
        alpha: bounded.number("alpha") ?? 1)
    }
    return reader.object("lognormal", as: "lognormal").flatMap(lognormal)
  }

  private func lognormal(_ reader: ObjectReader) -> Distribution? {
    let (mean, cv) = (reader.span("mean"), reader.number("cv"))
    let percentiles = percentiles(reader)
    let isByMean = reader.has("mean") || reader.has("cv")
    let needs = "expected \"mean\" and \"cv\", or two percentiles such as \"p50\" and \"p99\""
    guard !isByMean else {
      guard reader.has("mean"), reader.has("cv"), percentiles.isEmpty else {
        report(.rule(needs), at: reader.node)
        return nil
      }
      return .lognormal(mean: mean ?? .zero, cv: cv ?? 1)
    }
    guard percentiles.count == 2 else {
      report(.rule(needs), at: reader.node)
      return nil
    }
    return .lognormalThrough(percentiles[0], percentiles[1])
  }

  /// Distributions that are given by parts or by points.
  private func byList(_ reader: ObjectReader) -> Distribution? {
    if let hyperexponential = reader.value("hyperexponential") {
      return self.hyperexponential(hyperexponential)
    }
    if let parts = reader.list("mixture") {
      return .mixture(
        parts.compactMap { ObjectReader($0, as: "part", in: self) }.map {
          Distribution.Part(
            weight: $0.number("weight") ?? 1, $0.distribution("of") ?? .constant(.zero))
        })
    }
    return reader.object("percentiles", as: "percentiles").map { .percentiles(percentiles($0)) }
  }

  private func hyperexponential(_ node: Node) -> Distribution? {
    guard let phases = node.elements else {
      guard let reader = ObjectReader(node, as: "hyperexponential", in: self) else { return nil }
      return .hyperexponential(
        mean: reader.span("mean") ?? .zero, cv: reader.number("cv") ?? 1)
    }
    return .hyperexponentialPhases(
      phases.compactMap { ObjectReader($0, as: "phase", in: self) }.map {
        Distribution.Phase(
          probability: $0.share("probability") ?? 0, mean: $0.span("mean") ?? .zero)
      })
  }

  private func percentiles(_ reader: ObjectReader) -> [Distribution.Percentile] {
    guard let shape = reader.shape.percentiles else { return [] }
    return reader.percentiles.map {
      Distribution.Percentile($0.rank, span($0.node, shape) ?? .zero)
    }
  }

  private func spans(_ reader: ObjectReader, _ key: String) -> [TimeSpan]? {
    reader.list(key)?.map { span($0, .span(.fromZero)) ?? .zero }
  }
}
