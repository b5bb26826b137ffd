/** A token that names nothing here, or a value that nothing can look at: what needs it is inconclusive, not failed. Never leaves the runner. */
export class MissingValue extends Error {
  override readonly name = 'MissingValue';
}

/** A request that must not be sent as it stands (foreign origin, impossible target): an error, never a fail. */
export class UnsendableRequest extends Error {
  override readonly name = 'UnsendableRequest';
}
