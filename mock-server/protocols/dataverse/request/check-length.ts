import type { Call } from '../../../kernel/call.ts';
import type { Refusal } from '../refusal.ts';
import { urlTooLong } from '../refusals.ts';

/** Characters that a URL may have: of a request by itself, and of one in the body of a batch. */
const longest = { alone: 32_768, carried: 65_536 };

/** Why a URL is too long to be read. */
export function checkLength({ request, world }: Call): Refusal | undefined {
  const length = world.baseUrl.length + request.target.length;
  const carried = world.place !== undefined;
  if (length <= (carried ? longest.carried : longest.alone)) return undefined;
  return world.keeps(carried ? 'DV-LIM-008' : 'DV-LIM-006') ? urlTooLong() : undefined;
}
