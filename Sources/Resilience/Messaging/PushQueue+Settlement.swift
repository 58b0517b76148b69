extension PushQueue {
  /// Tells that a consumer is done with a delivery, or with all up to it.
  @inlinable
  @discardableResult
  public mutating func acknowledge(
    _ tag: DeliveryTag, of consumer: PushConsumer, multiple: Bool = false
  ) -> PushSettlement {
    settle(tag, of: consumer, multiple: multiple) { queue, index in
      queue.messages.remove(at: index)
    }
  }

  /// Tells that a consumer did not process a delivery, or any up to it: AMQP's `basic.nack`.
  ///
  /// - Parameter requeue: Whether they go back to their place; if not, they are dead letters.
  @inlinable
  @discardableResult
  public mutating func nack(
    _ tag: DeliveryTag, of consumer: PushConsumer, multiple: Bool = false, requeue: Bool
  ) -> PushSettlement {
    let counts = policy.countsNacks
    return settle(tag, of: consumer, multiple: multiple) { queue, index in
      requeue ? queue.giveBack(index, counts: counts) : queue.bury(index, .rejected)
    }
  }

  /// Tells that the processing of a delivery failed: AMQP's `basic.reject`.
  ///
  /// - Parameter requeue: Whether it goes back to its place, unless too many of its deliveries have
  ///   failed; if not, it is a dead letter.
  @inlinable
  @discardableResult
  public mutating func reject(
    _ tag: DeliveryTag, of consumer: PushConsumer, requeue: Bool
  ) -> PushSettlement {
    settle(tag, of: consumer, multiple: false) { queue, index in
      requeue ? queue.giveBack(index, counts: true) : queue.bury(index, .rejected)
    }
  }

  /// Loses a consumer, or lets it go, and requeues what it did not acknowledge. Returns how much that
  /// was, or `nil` if it was gone already.
  @inlinable
  @discardableResult
  public mutating func cancel(_ consumer: PushConsumer) -> Int? {
    guard consumers.contains(consumer.token) else { return nil }
    let owner = consumer.token.index
    var count = 0
    while consumers[owner].head >= 0 {
      let index = consumers[owner].head
      detach(index)
      giveBack(index, counts: policy.countsLostConsumers)
      count &+= 1
    }
    if let seat = consumers[owner].seat { turns.remove(seat) }
    consumers.remove(at: owner)
    return count
  }

  /// Does something to a delivery, or to all up to it in their order.
  @inlinable
  mutating func settle(
    _ tag: DeliveryTag, of consumer: PushConsumer, multiple: Bool,
    _ body: (inout Self, Int32) -> Void
  ) -> PushSettlement {
    guard consumers.contains(consumer.token) else { return .unknownConsumer }
    let owner = consumer.token.index
    // A tag that was settled may name a place where another message is now.
    guard messages.hasElement(at: tag.slot), messages[tag.slot].owner == owner,
      messages[tag.slot].tag == tag.number
    else { return .unknownTag(lastDelivered: consumers[owner].lastTag) }
    var count = 0
    while true {
      let index = multiple ? consumers[owner].head : tag.slot
      detach(index)
      body(&self, index)
      count &+= 1
      if index == tag.slot { break }
    }
    takeSeat(owner)
    return .settled(count)
  }

  /// Puts a message back to its place, unless too many of its deliveries have failed.
  @inlinable
  mutating func giveBack(_ index: Int32, counts: Bool) {
    messages[index].isRedelivered = true
    if counts { messages[index].failures &+= 1 }
    if let limit = policy.deliveryLimit, messages[index].failures > limit {
      bury(index, .deliveryLimit)
    } else {
      makeReady(index)
    }
  }

  @inlinable
  mutating func bury(_ index: Int32, _ reason: DeadLetter<Message>.Reason) {
    _ = deadLetters.enqueue(DeadLetter(messages.remove(at: index).message, reason))
  }

  @inlinable
  mutating func makeReady(_ index: Int32) {
    ready.insert(Int(index), rank: QueueRank(key: 0, order: messages[index].order))
  }

  /// Lets a consumer line up for another message, if it may have one and has no place yet.
  @inlinable
  mutating func takeSeat(_ owner: Int32) {
    if consumers[owner].seat == nil, consumers[owner].hasRoom {
      consumers[owner].seat = turns.enqueue(owner)
    }
  }

  /// Adds a message to the deliveries of a consumer, behind all others.
  @inlinable
  mutating func append(_ index: Int32, to owner: Int32, tag: UInt64) {
    let tail = consumers[owner].tail
    messages[index].owner = owner
    messages[index].tag = tag
    messages[index].previous = tail
    messages[index].next = -1
    if tail < 0 {
      consumers[owner].head = index
    } else {
      messages[tail].next = index
    }
    consumers[owner].tail = index
    consumers[owner].unsettled &+= 1
  }

  /// Takes a message out of the deliveries of its consumer.
  @inlinable
  mutating func detach(_ index: Int32) {
    let state = messages[index]
    if state.previous < 0 {
      consumers[state.owner].head = state.next
    } else {
      messages[state.previous].next = state.next
    }
    if state.next < 0 {
      consumers[state.owner].tail = state.previous
    } else {
      messages[state.next].previous = state.previous
    }
    messages[index].owner = -1
    consumers[state.owner].unsettled &-= 1
  }
}
