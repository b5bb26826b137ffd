import { parseMediaType } from '../../../core/media-type.ts';
import { resolveText } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

export const mediaType: MatcherDefinition<'media-type'> = {
  key: 'mediaType',
  summary: 'type/subtype; parameters are free.',
  schema: { type: 'string', minLength: 1 },
  read: (node, ground) => {
    const essence = ground.template(node, 'mediaType');
    if (!essence.includes('$(') && !/^[^\s/;]+\/[^\s/;]+$/.test(essence))
      ground.file.fault(node, `"${essence}" is not a media type`, 'type/subtype, without parameters');
    return { kind: 'media-type', essence };
  },
  describe: ({ essence }, { scope }) => `media type ${resolveText(essence, scope)}`,
  match: ({ essence }, value, { scope }, place) => {
    const expected = resolveText(essence, scope).toLowerCase();
    const actual = typeof value === 'string' ? parseMediaType(value) : undefined;
    if (actual === undefined) return unjudgeable(place, `media type ${expected}`, renderValue(value));
    return actual.essence === expected ? holds : differs(place, `media type ${expected}`, renderValue(value));
  },
};
