import type { HeaderField } from '../../core/http.ts';

/** A request that works on a freshly seeded server. Target below the mount. */
export interface ExampleRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderField[];
  readonly body?: string;
}
