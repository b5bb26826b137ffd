/** A part of a batch as it will be answered: its id, or the ids of a change set's parts under the set's id. */
export interface BatchLayout {
  readonly id: string;
  readonly set?: readonly string[];
}
