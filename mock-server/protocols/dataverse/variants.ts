import type { Variant } from '../../kernel/protocol-core.ts';

/** Lawful differences between servers of this protocol. */
export const variants: readonly Variant[] = [
  {
    id: 'guid-like-etags',
    title: 'Entity-tags that look like GUIDs, as elastic tables have them',
    because: 'Clients must treat a tag as opaque.',
  },
  {
    id: 'empty-error-codes',
    title: 'Errors with an empty code',
    because: 'Documentation shows empty codes where the service sends numbers.',
  },
  {
    id: 'other-error-texts',
    title: 'Error messages with other words around them',
    because: 'Prefixes of messages differ between pages and releases.',
  },
  {
    id: 'localised-errors',
    title: 'Error messages in the language of the caller',
    because: 'OData: a message is language-dependent (§9.4). Only the names and ids in it can be looked for.',
  },
  {
    id: 'errors-before-the-api',
    title: '405 with a body that is nothing but a Message',
    because: 'Clients published by Microsoft read such bodies: the stage before the Web API writes them.',
  },
  {
    id: 'other-refusals',
    title: 'Other statuses for what cannot be done',
    because: 'The page says what cannot be done, not with which status it is refused; OData has 501 for it (§9.3.1).',
  },
  {
    id: 'duplicates-are-500',
    title: 'A duplicate is answered 500',
    because: 'The page on duplicate detection shows 500; the table of statuses has 412 for a doubled record.',
  },
  {
    id: 'stopped-batch-is-200',
    title: '200 around a batch that stopped at a failure',
    because: 'The page shows 400, OData has 200 for a batch that was answered (§11.7.7).',
  },
  {
    id: 'failure-without-its-change-set',
    title: 'The failure of a change set in place of its answer',
    because: 'OData has it so (§11.7.7); the page shows it in the answer of the set.',
  },
  {
    id: 'context-without-list',
    title: '@odata.context without the list of selected columns',
    because: 'The update page shows it so, although its request selects columns.',
  },
  {
    id: 'update-without-entity-id',
    title: 'No OData-EntityId on the 204 of an update',
    because: 'The update page shows none; OData asks for it on upsert and create only.',
  },
  {
    id: 'entity-id-on-property-write',
    title: 'OData-EntityId on the 204 of a property write',
    because: 'OData allows the header on every 204 of a modification.',
  },
  {
    id: 'more-type-parameters',
    title: 'More parameters on the content type',
    because: 'Only the media type and the level of metadata are stated.',
  },
  {
    id: 'other-type-spelling',
    title: 'The content type in other letters, spaces and quotes',
    because: 'RFC 9110 §8.3.1: types and parameter names have no case, and a value may be quoted.',
  },
  {
    id: 'other-time-precision',
    title: 'More digits of a time after a write than in a read',
    because: 'OData: the fraction of a second may have any number of digits; the instant is the same.',
  },
  {
    id: 'one-tag-alone',
    title: 'A list of tags in If-Match is refused',
    because: 'The service says nothing of lists (DV-CND-021).',
  },
  {
    id: 'plain-lists',
    title: 'A list takes no $orderby, $top and $count',
    because: 'OData: a service may refuse an option that it does not support (§11.2.1).',
  },
  {
    id: 'other-xml-spelling',
    title: 'The metadata with other quotes, and the path of an annotation in an element',
    because: 'XML has both quotes, and CSDL both places.',
  },
];

/** Kernel variants that rules of this protocol forbid: none. */
export const unlawfulVariants: Readonly<Record<string, string>> = {};
