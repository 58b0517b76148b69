/// The first index below `count`, which is at least 1, at which a value is greatest; each value is
/// asked for once.
///
/// Two halves side by side, so that the processor need not wait for one comparison before it begins
/// the next, and selected, not branched on: which is greater is what it cannot predict.
///
/// - Complexity: O(*n*).
@inline(__always)
func firstGreatest(below count: Int, _ value: (Int) -> Int) -> Int {
  let half = count &>> 1
  var (low, lowValue) = (0, Int.min)
  var (high, highValue) = (half, Int.min)
  for index in 0..<half {
    let (one, other) = (value(index), value(half &+ index))
    low = one > lowValue ? index : low
    lowValue = max(lowValue, one)
    high = other > highValue ? half &+ index : high
    highValue = max(highValue, other)
  }
  if count & 1 == 1 {
    let last = value(count &- 1)
    high = last > highValue ? count &- 1 : high
    highValue = max(highValue, last)
  }
  return highValue > lowValue ? high : low
}
