import Experiments
import RunStatistics

/// What a sensitivity says about one figure and one knob.
struct SensitivityFigures {
  let effects: ElementaryEffects
  let elasticity: Elasticity?
  private let confidence: Double

  init(_ study: SensitivityStudy, column: Int, knob: Int) {
    effects = study.effects[column][knob]
    elasticity = study.elasticity(ofColumn: column, knob: knob)
    confidence = study.policy.confidence
  }

  /// By the names that scripts know.
  var numbers: [(name: String, value: Double?)] {
    let size = effects.interval(confidence: confidence)
    let slope = elasticity?.interval(confidence: confidence)
    return [
      ("muStar", effects.meanMagnitude), ("muStar.lower", size?.lower),
      ("muStar.upper", size?.upper), ("mu", effects.mean), ("sigma", effects.deviation),
      ("elasticity", elasticity?.value), ("elasticity.lower", slope?.lower),
      ("elasticity.upper", slope?.upper),
    ]
  }
}
