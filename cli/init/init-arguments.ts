import type { RunArguments } from '../run/run-settings.ts';

/** Options of `init` as commander gives them. */
export interface InitArguments
  extends Pick<
    RunArguments,
    | 'target'
    | 'edition'
    | 'config'
    | 'set'
    | 'header'
    | 'identity'
    | 'insecure'
    | 'ca'
    | 'cert'
    | 'key'
    | 'proxy'
    | 'timeout'
  > {
  readonly protocol?: string;
  readonly name?: string;
  readonly force?: boolean;
}
