import { v4 } from 'uuid';
import { createSeededRandom } from '../../../kernel/seeded-random.ts';

/** The MetadataId of a definition: always the same for the same name, as in an organisation that nobody changes. */
export function metadataId(...names: readonly string[]): string {
  return v4({ random: createSeededRandom(`definition ${names.join(' ')}`).bytes(16) });
}
