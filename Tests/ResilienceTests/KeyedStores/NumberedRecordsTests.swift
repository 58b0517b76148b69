import Resilience
import Testing

@Suite struct NumberedRecordsTests {
  @Test func `numbers are given in order and never again`() {
    var records = NumberedRecords()
    for number in 1...130 { #expect(records.insert() == number) }
    #expect(records.contains(1) && records.contains(65) && records.contains(130))
    #expect(!records.contains(0) && !records.contains(131) && !records.contains(-5))
    #expect(records.remove(65) == true)
    #expect(records.remove(65) == false)
    #expect(!records.contains(65) && records.contains(64) && records.contains(66))
    #expect(records.count == 129 && records.lastNumber == 130)
    #expect(records.insert() == 131)
  }

  @Test func `who forgets begins anew`() {
    var records = NumberedRecords()
    _ = records.insert()
    records.forget()
    #expect(records.count == 0 && !records.contains(1))
    #expect(records.insert() == 1)
  }
}
