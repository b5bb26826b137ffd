import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import type { World } from '../../../kernel/world.ts';
import { type DtoType, type Member, member } from '../model/dto-schema.ts';
import { actor } from '../model/dtos.ts';
import { systemLabel } from '../model/enums.ts';
import { type Findings, find } from '../model/findings.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { queryValue } from '../request/bind-silent.ts';
import type { ReadBody } from '../request/read-body.ts';
import { validateActor } from '../write/validate-actor.ts';
import { validateDto } from '../write/validate-dto.ts';

const labels: DtoType = { kind: 'list', of: { kind: 'enum', names: systemLabel } };

/** What every change of system labels may hold: `systemLabels` is the former name of `addLabels`. */
export const changeMembers: readonly Member[] = [
  member('systemLabels', labels),
  member('addLabels', labels),
  member('removeLabels', labels),
  member('performedBy', actor),
];

/** Labels to add and to remove, and who does it where the caller says so. */
export interface LabelChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly performedBy: JsonObject | undefined;
}

/** Of these a dialog has exactly one. */
const places: ReadonlySet<string> = new Set(['Default', 'Bin', 'Archive']);

/** The change that a body asks for. Labels to add come under two names, in the order of the body. */
export function labelChange({ json, dto }: ReadBody, of: 'one' | 'several', world: World): LabelChange {
  const list = (name: string): readonly string[] => dto[name] as unknown as readonly string[];
  const formerly = list('systemLabels').length > 0 && world.keepsFor(of, 'DP-LBL-006') ? list('systemLabels') : [];
  const names = Object.keys(json).map((name) => name.toLowerCase());
  const first = names.indexOf('systemlabels') < names.indexOf('addlabels');
  const added = first ? [...formerly, ...list('addLabels')] : [...list('addLabels'), ...formerly];
  return { added, removed: list('removeLabels'), performedBy: dto['performedBy'] as JsonObject | undefined };
}

/** Notes what is wrong with a change: it is somebody's, named in one of two ways, and the label Sent is the server's. */
export function validateChange({ request, world }: Call, change: LabelChange, place: string, findings: Findings): void {
  const { performedBy } = change;
  const named = (queryValue(request, 'enduserId') ?? '') !== '';
  if (performedBy === undefined && !named) find(findings, 'endUserId', 'EnduserId is required');
  if (performedBy !== undefined && named)
    find(findings, 'endUserId', 'EnduserId must be omitted when performedBy is supplied.');
  for (const [name, list] of [
    ['addLabels', change.added],
    ['removeLabels', change.removed],
  ] as const)
    if (list.includes('Sent') && world.keepsFor(name, 'DP-LBL-004'))
      find(findings, `${place}${name}[${list.indexOf('Sent')}]`, sentIsTheServers);
  if (performedBy === undefined) return;
  validateDto(actor, performedBy, `${place}performedBy`, world, findings);
  validateActor(performedBy, `${place}performedBy`, world, findings);
}

const sentIsTheServers =
  "Cannot manually add or remove system label Sent. It is added automatically when a transmissions of type 'Submission or 'Correction' is added to the dialog.";

/** Why the caller may not make a change in somebody else's name; undefined when it may. */
export function refuseActor({ performedBy }: LabelChange, world: World): string | undefined {
  return performedBy !== undefined && !hasScope(world, scopes.admin)
    ? 'performedBy is only allowed for admin-integrations.'
    : undefined;
}

/** System labels after a change: exactly one of them is a place. */
export function labelsAfter(before: readonly string[], { added, removed }: LabelChange): readonly string[] {
  const kept = before.filter((label) => !removed.includes(label) && !added.includes(label));
  const place = added.findLast((label) => places.has(label)) ?? kept.find((label) => places.has(label)) ?? 'Default';
  const others = [...kept, ...added].filter((label) => !places.has(label));
  return [place, ...new Set(others)];
}
