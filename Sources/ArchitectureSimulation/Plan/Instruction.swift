import EventEngine
import Resilience
import TimeBase

/// One step of a handler, compiled: handlers are short programs that every call of a component runs.
struct Instruction {
  enum Operation: UInt8 {
    /// Takes a drawn time on the processor, or on the worker alone if there is none.
    case compute
    /// Takes a drawn time.
    case wait
    /// Calls through a site; on failure continues at `target`, or ends if that is `noTarget`.
    case call
    /// Calls a cache; continues at `target` on a hit.
    case lookUp
    /// Stores the key in the cache that was looked into.
    case fill
    /// In a cache: answers whether the key is there.
    case find
    /// In a cache with dated entries: does what its caller's instruction says.
    case serve
    /// Asks a cache for the operation `use` through a site; continues with the next instruction or, if
    /// the key was there or a counter above its limit, with the one after that. If the cache does not
    /// answer, continues at `target`, or ends if that is `noTarget`.
    case ask
    /// Begins a load that nobody waits for.
    case renew
    /// Lets a write wait in the buffer whose number is `operand`, and continues at `target`; with the
    /// next instruction if that is full.
    case buffer
    /// In a database: notes which version of its object the call reads, or has written.
    case readVersion
    case writeVersion
    /// Hands the request to a queue through a site.
    case enqueue
    case respond
    case fail
    /// Continues at `target` for those whom the share does not hit.
    case chance
    case jump
    /// Begins the branches of the fork whose number is `operand`, and continues with the next
    /// instruction if enough succeed, at `target` or not at all if too few do.
    case fork
    /// Gives back what is held of the pool at station `operand`.
    case release
    /// Waits until the event loop is the call's alone.
    case takeLoop
    /// Lets others on the event loop again.
    case giveLoop
    /// Takes the lock whose number is `operand`; after too long a wait continues at `target`, or ends
    /// if that is `noTarget`.
    case lock
    /// Lets the next one have the lock whose number is `operand`.
    case unlock
    /// Sends away who came by http, as the filter whose number is `operand` says.
    case secure
    /// Answers preflights, and lets pages read what follows, as the filter whose number is `operand`
    /// says.
    case crossOrigin
    /// Continues at the way that the selection whose number is `operand` has for the request.
    case select
    /// Adds 1 to the counter whose number is `operand`.
    case count
    /// Uses a store as the use whose number is `operand` says; continues at `target` if a record is not
    /// there, or ends with 404 if that is `noTarget`.
    case store
    /// In a pool: hands a permit to the caller.
    case grant
    /// Asks the limiter whose number is `operand`.
    case limit
    /// Asks the chain of limiters whose number is `operand`.
    case limitChain
    /// Ends the call if it carries no credentials that are worth something, or is one of the share
    /// that loses them; with `accepts` any are. `operand` is the number of the check of its times.
    case authorise
    /// Answers by the health step whose number is `operand`.
    case health
    /// Writes back what the limiter whose number is `operand` has read and changed.
    case writeLimit
    /// Turns the call away as a limit does.
    case turnAway
    /// Ends the call if its body has more than `operand` bytes.
    case limitBody
    /// Ends the call as the call that it made has ended.
    case passOn
    /// Continues at the handler of the request's name.
    case dispatch
    /// Computes what it takes to agree on encryption, by the connection on which the call came.
    case agree
    /// Continues at the station's own program for the request.
    case enter
    /// Begins to read the file of a database, and continues at `target`; if it is locked, polls.
    case readFile
    /// Becomes the writer of the file in the same way.
    case reserveFile
    /// Asks for the file alone, to commit, in the same way.
    case commitFile
    /// Lets go of the file.
    case leaveFile
    /// Takes a slot of the disks of a database, or a place in their line.
    case takeDisk
    /// Lets the next one have the slot.
    case leaveDisk
    /// Begins a transaction on the connection that the call has, which is its first statement.
    case begin
    /// Asks for a file alone, if the call's transaction has written to one, and continues at `target`.
    case commit
    /// Takes the time that the commits of all that was written take.
    case settle
    /// Waits for the end of a checkpoint, or takes as much longer as it makes writes slower.
    case checkpoint
    /// Ends with an error while the database takes no writes.
    case mayWrite
    case end
    /// The guard does not let the call go on: continues at `target`, or ends with 403 if that is
    /// `noTarget`.
    case refuse
    /// At an endpoint whose name has no address.
    case unresolved
    /// Looks up the name of the endpoint at station `operand`, unless that is remembered.
    case lookUpName
    /// Remembers where it leads; the endpoint itself ends the call if nobody knows.
    case learnName
    /// The guard does the same as `refuse` if nobody knows where the name leads.
    case refuseNameless
    /// At the external endpoint whose number is `operand`: the request is carried out.
    case carryOut
  }

  /// What a call has of the file of a database.
  enum FileHold: UInt8 {
    case nothing, reading, writing
  }

  /// What a call wants of a cache.
  enum CacheUse: UInt8 {
    case nothing, lookUp, get, set, fill, delete, increment
  }

  static let noTarget = UInt16.max

  var operation: Operation
  var target = Instruction.noTarget
  var operand = 0
  var status: UInt16 = 0
  var share = Probability.never

  /// Of `respond`: when to come back.
  var retryAfter: TimeSpan?
  var coalesced = false

  /// Of what is stored in a cache; `nil` until it is evicted.
  var lifetime: JitteredLifetime?
  var use = CacheUse.nothing

  /// Whether it is about a cache with dated entries.
  var isDated = false

  /// Whether a handler ends if its cache does not answer.
  var failsWithCache = false

  /// Of a `lookUp`: where a load that nobody waits for begins; `noTarget` for nowhere.
  var renewal = Instruction.noTarget

  /// Loads around it.
  var depth: UInt8 = 0

  /// Of `authorise`: whether it is enough that there is a token.
  var acceptsAny = false

  /// Of `authorise`: whether nobody can come whom it would send away; see `Plan+PlainWays.swift`.
  var letsAllThrough = false

  /// The innermost `lookUp` in whose load this instruction stands, if others may have to learn how
  /// that ends; negative for none.
  var enclosingLoad = -1

  /// The innermost `lock` in whose steps this instruction stands; negative for none.
  var enclosingLock = -1

  /// What the call has of its database's file here.
  var file = FileHold.nothing

  /// Whether the call has a slot of the disks here.
  var hasDisk = false

  /// Whether the call has the event loop to itself here.
  var hasLoop = false

  /// What the step's draws are called.
  var purpose: UInt64 = 0
}
