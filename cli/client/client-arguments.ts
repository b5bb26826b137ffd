/** Options of `client` as commander gives them. */
export interface ClientArguments {
  readonly protocol: string;
  readonly edition?: string;
  readonly play?: readonly string[];
  readonly timeout?: string;
  readonly reporter?: readonly string[];
  readonly site?: string;
  readonly baseline?: string;
  readonly strict?: boolean;
  readonly provisional?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}
