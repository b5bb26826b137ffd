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
    id: 'other-refusals',
    title: '405 where others answer 400',
    because: 'The page says what cannot be done, not with which status it is refused.',
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
    editions: ['current'],
  },
];
