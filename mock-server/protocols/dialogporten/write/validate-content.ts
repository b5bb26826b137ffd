import type { JsonObject } from '../../../../core/json.ts';
import type { RuleId } from '../../../../core/rule.ts';
import type { World } from '../../../kernel/world.ts';
import type { DtoObject } from '../model/dto-schema.ts';
import { type Findings, find } from '../model/findings.ts';
import { validateLocalizations } from './validate-localizations.ts';

const plain = ['text/plain'];
const embed = 'application/vnd.dialogporten.frontchannelembed-url;type=text/markdown';

/** Media types of content members; the first is what an omitted one becomes. */
const mediaTypes: Readonly<Record<string, readonly string[]>> = {
  additionalInfo: ['text/plain', 'text/markdown'],
  mainContentReference: [embed],
  contentReference: [embed],
};

/** Media types a content member may have. */
export function mediaTypesOf(name: string): readonly string[] {
  return mediaTypes[name] ?? plain;
}

/** Whether content may be missing, the rule that says it may not, and the one for content that is there though it need not. */
export interface ContentDemand {
  readonly optional: boolean;
  readonly rule: RuleId;
  readonly ruleIfThere: RuleId;
}

/**
 * Checks the content of a dialog or transmission. Findings stand at the place of the content itself ("dto.content")
 * or, as the real server names them, at "dto.content.value[0]…" without the member's name.
 */
export function validateContent(
  type: DtoObject,
  content: JsonObject | undefined,
  { optional, rule, ruleIfThere }: ContentDemand,
  place: string,
  world: World,
  findings: Findings,
): void {
  if (content === undefined) {
    if (!optional && world.keepsFor('content', rule)) find(findings, place, "'Content' must not be empty.");
    return;
  }
  if (optional && !world.keeps('DP-CR-006')) return;
  for (const each of type.members) {
    const member = content[each.name] as JsonObject | undefined;
    const value = (member?.['value'] ?? []) as readonly JsonObject[];
    if (member === undefined || value.length === 0) {
      if (each.required && world.keepsFor('title', optional ? ruleIfThere : rule))
        find(findings, place, `${each.name.charAt(0).toUpperCase()}${each.name.slice(1)} must not be empty.`);
      continue;
    }
    const limits = each.type.kind === 'object' ? each.type.members[0]?.type : undefined;
    const max = limits?.kind === 'localizations' ? limits.max : 255;
    validateLocalizations(value, max, `${place}.value`, world, findings);
    const mediaType = member['mediaType'];
    if (typeof mediaType === 'string' && !mediaTypesOf(each.name).includes(mediaType))
      find(findings, `${place}.mediaType`, `'MediaType' '${mediaType}' is not allowed for this content.`);
  }
}
