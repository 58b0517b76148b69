public import ArchitectureModel
public import ArchitectureSimulation
import RunStatistics

/// What queueing theory says about the parts of a model that it knows, beside what a run shows; and for
/// the other parts, which assumption fails.
///
/// Theory speaks of the mean over an endless run. How far a run may be from it is told by its own batch
/// means, and the distance in standard errors is the *z*-score: beyond ±4 something is wrong, with the
/// model's warm-up, with its length, or with the simulator.
public struct TheoryCheck: Hashable, Sendable {
  public struct Value: Hashable, Sendable {
    public var metric: Metric
    public var exact: Double

    /// What the run shows; `nil` if it is too short to tell how sure that is.
    public var simulated: Double?

    /// Of the simulated value; `nil` without one.
    public var standardError: Double?

    /// Distance from the exact value in standard errors; `nil` without one.
    public var zScore: Double? {
      guard let simulated, let standardError, standardError > 0 else { return nil }
      return (simulated - exact) / standardError
    }
  }

  public enum Finding: Hashable, Sendable {
    /// A system that is known, in Kendall's notation or in words, and its values.
    case known(system: String, [Value])

    /// The assumption that fails, in words that follow the component's name.
    case unknown(reason: String)
  }

  public struct Row: Hashable, Sendable {
    public var component: String
    public var finding: Finding
  }

  /// Of components that work, in the order of the result.
  public private(set) var rows: [Row] = []

  /// - Parameters:
  ///   - calls: Who calls whom, clients included; a pair may appear more than once.
  ///   - result: A run of this very architecture.
  public init(
    _ architecture: Architecture, calls: [(caller: String, callee: String)], _ result: RunResult
  ) {
    let precision = RunPrecision(of: result, confidence: 0.95)
    let network = Self.network(architecture, result)
    for figures in result.components {
      guard let component = architecture.components.first(where: { $0.name == figures.name }),
        ["service", "database"].contains(figures.kind)
      else { continue }
      var callers: [String] = []
      for call in calls where call.callee == component.name && !callers.contains(call.caller) {
        callers.append(call.caller)
      }
      rows.append(
        Row(
          component: component.name,
          finding: Self.finding(component, callers, architecture, result, precision, network)))
    }
  }

  private typealias Network = Result<
    [(component: String, system: KnownSystem)], ProductForm.Refusal
  >

  /// What the whole model is, if it is a network in product form.
  private static func network(_ architecture: Architecture, _ result: RunResult) -> Network {
    do throws(ProductForm.Refusal) {
      let form = try ProductForm(architecture, result)
      do throws(FailedAssumption) {
        return .success(try form.systems())
      } catch {
        throw ProductForm.Refusal(component: nil, assumption: error)
      }
    } catch {
      return .failure(error)
    }
  }

  private static func finding(
    _ component: Component, _ callers: [String], _ architecture: Architecture,
    _ result: RunResult, _ precision: RunPrecision, _ network: Network
  ) -> Finding {
    do throws(FailedAssumption) {
      let system = try SimpleStation(
        component, calledBy: callers, in: architecture, result
      ).system()
      return known(system, precision)
    } catch {
      switch network {
      case .success(let systems):
        guard let part = systems.first(where: { $0.component == component.name }) else {
          return .unknown(reason: "nobody ever waits there, so that there is nothing to find out")
        }
        return known(part.system, precision)
      case .failure(let refusal):
        // Of those that clients do not call, what is wrong with them says more than who calls them.
        let isOwn = refusal.component == component.name
        let isCalled = architecture.clients.contains { callers == [$0.name] }
        return .unknown(reason: isOwn && !isCalled ? refusal.assumption.reason : error.reason)
      }
    }
  }

  private static func known(_ system: KnownSystem, _ precision: RunPrecision) -> Finding {
    .known(
      system: system.name,
      system.values.compactMap { entry in
        guard
          let row = precision.rows.first(where: {
            $0.metric.name == entry.metric && $0.metric.subject == entry.subject
          })
        else { return nil }
        return value(row, exact: entry.value)
      })
  }

  private static func value(_ row: RunPrecision.Row, exact: Double) -> Value {
    var value = Value(metric: row.metric, exact: exact, simulated: nil, standardError: nil)
    guard case .interval(let mean, let interval, let batches) = row.means else { return value }
    value.simulated = mean
    let student = StudentT(degreesOfFreedom: Double(batches - 1))
    value.standardError = interval.halfWidth / student.factor(confidence: 0.95)
    return value
  }
}
