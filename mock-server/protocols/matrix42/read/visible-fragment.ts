import type { Call } from '../../../kernel/call.ts';
import type { Definition } from '../model/definitions.ts';
import { type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { ticketDefinitions } from '../model/ticket-definitions.ts';

const tickets: ReadonlySet<string> = new Set(ticketDefinitions.map(({ name }) => name));

/** May the caller see fragments of this definition? A stranger sees none of tickets, and is not told so (M42-LST-013). */
export function maySee({ world }: Call, definition: string): boolean {
  if (world.principal?.id !== 'stranger' || !tickets.has(definition)) return true;
  world.cites('M42-LST-013');
  return false;
}

/** The fragment of this id, if it is there and the caller may see it. */
export function visibleFragment(call: Call, definition: Definition, id: string): FragmentRow | undefined {
  return maySee(call, definition.name) ? fragmentsOf(call.store, definition).get(id.toLowerCase()) : undefined;
}
