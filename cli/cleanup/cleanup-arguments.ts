import type { RunArguments } from '../run/run-settings.ts';

/** Options of `cleanup` as commander gives them. */
export interface CleanupArguments
  extends Pick<
    RunArguments,
    'config' | 'header' | 'identity' | 'insecure' | 'ca' | 'cert' | 'key' | 'proxy' | 'timeout'
  > {
  readonly journal?: string;
}
