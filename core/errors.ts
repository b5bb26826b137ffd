import type { Diagnostic } from './source-location.ts';

/** Every reason for which the tool itself can fail. A target that breaks a rule is a verdict, never an error. */
export type ErrorCode = 'ERR_USAGE' | 'ERR_INPUT' | 'ERR_TARGET' | 'ERR_SERVER';

/** Base of all errors thrown on purpose; anything else that escapes is a bug in this tool. */
export class ConformanceError extends Error {
  override readonly name: string = 'ConformanceError';
  readonly code: ErrorCode;
  /** What the user can do about it. */
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/** Faults in scenario, rule, binding, target or baseline files: all of them at once, each with its place (exit 2). */
export class InputError extends ConformanceError {
  override readonly name = 'InputError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super('ERR_INPUT', `${diagnostics.length} ${diagnostics.length === 1 ? 'fault' : 'faults'} in the input`);
    this.diagnostics = diagnostics;
  }
}

/** A command line or an option that makes no sense (exit 2). */
export class UsageError extends ConformanceError {
  override readonly name = 'UsageError';

  constructor(message: string, hint?: string) {
    super('ERR_USAGE', message, hint === undefined ? {} : { hint });
  }
}

/** The target could not be reached or spoken to, so nothing can be judged (exit 3). */
export class TargetError extends ConformanceError {
  override readonly name = 'TargetError';

  constructor(message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super('ERR_TARGET', message, options);
  }
}
