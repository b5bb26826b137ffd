import type { Matcher } from '../../../core/suite.ts';
import type { Looks, ReadGround } from '../../matchers/definition.ts';
import { readMatcher as readAny } from '../../matchers/read-matcher.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { checkPlace, checkTemplate, readPlace, readTemplate, readValue } from './read-template.ts';

/** What a value must be, with the tokens that may be used here. Fallback after a fault: present. */
export function readMatcher(context: LanguageContext, node: YamlNode, looks: Looks = 'json'): Matcher {
  return readAny(node, groundOf(context, looks));
}

function groundOf(context: LanguageContext, looks: Looks): ReadGround {
  const { file, names } = context;
  return {
    file,
    looks,
    value: (node) => readValue(context, node),
    template: (node, what) => readTemplate(context, node, what),
    parts: (node, text) => checkTemplate(context, node, text),
    place: (node, what) => readPlace(context, node, what),
    placeKey: (range, key) => checkPlace(context, range, key, 'the key'),
    matcher: (node, inner = looks) => readMatcher(context, node, inner),
    schemas: names.schemas,
    schemaFile: (id) => `spec/${names.spec.id}/schemas/${id}.schema.json`,
  };
}
