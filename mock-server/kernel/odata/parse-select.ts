import { odataError, type Parsed, parsed } from './odata-error.ts';
import { type Part, splitList, trimPart } from './split-list.ts';

/**
 * Reads the decoded text of $select, `position` being where it begins: what stands between its commas, without blanks
 * around it. An item is a name, a path or "*"; which of them exist is for the protocol to say.
 */
export function parseSelect(text: string, position = 0): Parsed<readonly Part[]> {
  const items = splitList(text, ',', position).map(trimPart);
  const empty = items.find((item) => item.text === '');
  return empty ? odataError('name-expected', empty) : parsed(items);
}
