import type { Json, JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Findings, find } from '../model/findings.ts';
import { listOf } from '../model/list-of.ts';
import { languageOf } from './validate-localizations.ts';

const labels = (dto: JsonObject): readonly Json[] =>
  ((dto['serviceOwnerContext'] as JsonObject | undefined)?.['serviceOwnerLabels'] ?? []) as readonly Json[];

function languages(dto: JsonObject): string[] {
  const title = (dto['content'] as JsonObject | undefined)?.['title'] as JsonObject | undefined;
  return ((title?.['value'] ?? []) as readonly JsonObject[]).map((each) => languageOf(String(each['languageCode'])));
}

const atTheLimit = (label: Json): boolean => [3, 255].includes(String((label as JsonObject)['value']).length);
const byId = ({ performedBy }: JsonObject): boolean => (performedBy as JsonObject)['actorId'] !== undefined;
const hasShortKey = ({ idempotentKey }: JsonObject): boolean => String(idempotentKey).length === 3;

/** Defects: bodies on the lawful side of a limit that a server refuses, by mutant, with the member they stumble over. */
const stumbles: readonly (readonly [bug: string, member: string, refused: (dto: JsonObject) => boolean])[] = [
  ['limits-of-progress-refused', 'progress', (dto) => dto['progress'] === 0 || dto['progress'] === 100],
  ['deprecated-status-refused', 'status', (dto) => dto['status'] === 'New' || dto['status'] === 'Sent'],
  ['draft-refused', 'status', (dto) => dto['status'] === 'Draft'],
  ['first-system-label-refused', 'systemLabel', (dto) => dto['systemLabel'] !== undefined],
  ['default-label-refused', 'systemLabel', (dto) => dto['systemLabel'] === 'Default'],
  ['limits-of-first-labels-refused', 'serviceOwnerContext', (dto) => labels(dto).some(atTheLimit)],
  ['actor-by-id-refused', 'activities', (dto) => listOf(dto, 'activities').some(byId)],
  ['short-transmission-key-refused', 'transmissions', (dto) => listOf(dto, 'transmissions').some(hasShortKey)],
  ['twenty-labels-refused', 'serviceOwnerContext', (dto) => labels(dto).length === 20],
  ['long-key-refused', 'idempotentKey', (dto) => String(dto['idempotentKey'] ?? '').length === 36],
  ['bokmal-only', 'content', (dto) => languages(dto).some((code) => code !== 'nb')],
  ['stamps-of-create-refused', 'createdAt', (dto) => dto['createdAt'] !== undefined],
];

/** Notes what an overly strict server would refuse in the body of a create. */
export function refuseLawful(dto: JsonObject, world: World, findings: Findings): void {
  if (findings.size > 0) return;
  for (const [bug, member, refused] of stumbles)
    if (refused(dto) && world.mutant(bug)) find(findings, `dto.${member}`, 'This value is not allowed.');
}
