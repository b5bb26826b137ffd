import type { WireFault } from '../wire-fault.ts';
import type { RefusalKind } from '../workbench.ts';

/** What a fault does to a request. */
type Effect =
  /** It is refused, and nothing is done. */
  | { readonly does: 'refuse'; readonly as: RefusalKind }
  /** The token that it brings is good no longer, from then on. */
  | { readonly does: 'expire' }
  /** Somebody else changes its row first. */
  | { readonly does: 'rival' }
  /** It is answered with a known bug at work. */
  | { readonly does: 'mutant' }
  /** It is answered from old rows. */
  | { readonly does: 'stale' }
  | { readonly does: 'delay' }
  /** The answer does not arrive as it is. `before`: nothing is done either. */
  | { readonly does: 'wire'; readonly as: WireFault['kind']; readonly before?: true }
  /** The answer has another entity-tag. */
  | { readonly does: 'tag'; readonly as: 'weak' | 'gzip' | 'none' };

/** A member of a fault beside those that all have. */
export type FaultSetting = 'ms' | 'retryAfterSeconds' | 'mutant';

/** What can be made to go wrong. */
export type FaultName =
  | 'version-conflict'
  | 'duplicate'
  | 'server-error'
  | 'unauthorized'
  | 'expired-token'
  | 'forbidden'
  | 'too-many-requests'
  | 'unavailable'
  | 'latency'
  | 'reset-before'
  | 'reset-after'
  | 'lost-answer'
  | 'truncated-body'
  | 'wrong-length'
  | 'weak-etag'
  | 'gzip-etag'
  | 'no-etag'
  | 'stale-read'
  | 'somebody-else-writes'
  | 'mutant';

interface FaultKind {
  readonly title: string;
  readonly effect: Effect;
  /** Which requests it meets where nobody says otherwise. */
  readonly meets: 'writes' | 'reads' | 'all';
  readonly settings: readonly FaultSetting[];
}

const kind = (
  meets: FaultKind['meets'],
  effect: Effect,
  title: string,
  ...settings: readonly FaultSetting[]
): FaultKind => ({ meets, effect, title, settings });

/** All that can be made to go wrong, by name. */
export const faultKinds: Readonly<Record<FaultName, FaultKind>> = {
  'version-conflict': kind('writes', { does: 'refuse', as: 'version-conflict' }, 'Refused, as an old version is.'),
  duplicate: kind('writes', { does: 'refuse', as: 'duplicate' }, 'Refused, as a key is that another row has.'),
  'server-error': kind('writes', { does: 'refuse', as: 'server-error' }, 'A 500 in the protocol’s form.'),
  unauthorized: kind('all', { does: 'refuse', as: 'unauthorized' }, 'A 401.'),
  'expired-token': kind('all', { does: 'expire' }, 'The next token that comes is good no longer; another one is.'),
  forbidden: kind('writes', { does: 'refuse', as: 'forbidden' }, 'A 403.'),
  'too-many-requests': kind(
    'all',
    { does: 'refuse', as: 'too-many-requests' },
    'A 429 with Retry-After.',
    'retryAfterSeconds',
  ),
  unavailable: kind('all', { does: 'refuse', as: 'unavailable' }, 'A 503 with Retry-After.', 'retryAfterSeconds'),
  latency: kind('all', { does: 'delay' }, 'The answer takes so long.', 'ms'),
  'reset-before': kind(
    'writes',
    { does: 'wire', as: 'reset', before: true },
    'The connection is reset, nothing is done.',
  ),
  'reset-after': kind('writes', { does: 'wire', as: 'reset' }, 'It is done, and the connection is reset.'),
  'lost-answer': kind(
    'writes',
    { does: 'wire', as: 'silence' },
    'It is done; no answer comes for so long, then the connection is closed.',
    'ms',
  ),
  'truncated-body': kind('all', { does: 'wire', as: 'truncated' }, 'The connection breaks in the middle of the body.'),
  'wrong-length': kind('all', { does: 'wire', as: 'wrong-length' }, 'Content-Length says half of what there is.'),
  'weak-etag': kind('all', { does: 'tag', as: 'weak' }, 'ETag is made weak, as by a proxy that compresses.'),
  'gzip-etag': kind('all', { does: 'tag', as: 'gzip' }, 'ETag gets "-gzip" at its end, as by Apache.'),
  'no-etag': kind('all', { does: 'tag', as: 'none' }, 'ETag is dropped.'),
  'stale-read': kind(
    'reads',
    { does: 'stale' },
    'Answered from the rows as they were when the fault was armed, as by a replica that lags behind.',
  ),
  'somebody-else-writes': kind(
    'writes',
    { does: 'rival' },
    'Somebody else changes the row that the request is about, just before it.',
  ),
  mutant: kind('all', { does: 'mutant' }, 'Answered with a known bug at work, of those that `prove` knows.', 'mutant'),
};
