import type { Variant } from '../../kernel/protocol-core.ts';

/** Lawful differences: the documents leave them open, or public clients have seen both. */
export const variants: readonly Variant[] = [
  {
    id: 'errors-as-text',
    title: 'Error bodies are plain text.',
    because: 'no document gives error bodies a form (M42-ERR-002)',
  },
  {
    id: 'errors-as-html',
    title: 'Error bodies are pages.',
    because: 'clients have met them (M42-ERR-002)',
  },
  {
    id: 'faults-are-500',
    title: 'Whatever is refused as faulty is answered with 500.',
    because: 'the description of 400 is empty on the page (M42-UPD-012, M42-UPD-016, M42-TS-011)',
  },
  {
    id: 'errors-as-web-api',
    title: 'Error bodies have the members of ASP.NET Web API, in German.',
    because: 'no document gives error bodies a form, and texts are localised (M42-ERR-003)',
  },
  {
    id: 'upper-case-guids',
    title: 'Ids are written in upper case.',
    because: 'GUIDs compare without case; the documents show both',
  },
  {
    id: 'audit-attributes',
    title: 'Each write sets an attribute ModifiedDate that the server maintains.',
    because: 'such attributes are not changed by the operation but by the server (M42-UPD-003)',
  },
  {
    id: 'display-string-in-reads',
    title: 'A fragment is read with its DisplayString.',
    because: 'it is made of the attributes, and rows of lists have it (M42-UPD-003, M42-LST-003)',
  },
  {
    id: 'rowversion-gaps',
    title: 'TimeStamps rise by large steps.',
    because: 'the counter belongs to the whole database (M42-TS-007)',
  },
  {
    id: 'empty-attributes-left-out',
    title: 'Attributes without a value are missing from reads.',
    because: 'the page says that null resets an attribute, not how a read shows it (M42-UPD-004)',
  },
  {
    id: 'flags-as-booleans',
    title: 'Flags read as true and false.',
    because: 'the page writes 1 and does not show a read (M42-UPD-018)',
  },
  {
    id: 'unchanged-updates-skipped',
    title: 'An update that changes nothing leaves the TimeStamp as it is.',
    because: 'nothing says which (M42-TS-019)',
  },
  {
    id: 'unknown-attributes-ignored',
    title: 'Attributes that the definition does not have are ignored.',
    because: 'nothing says which (M42-UPD-013)',
  },
  {
    id: 'missing-id-is-500',
    title: 'An update without ID is answered with 500.',
    because: 'the description of 400 is empty on the page (M42-UPD-006)',
  },
  {
    id: 'unknown-id-is-404',
    title: 'An update of a fragment that does not exist is answered with 404.',
    because: 'the status is not documented (M42-UPD-011)',
  },
  {
    id: 'unknown-id-is-410',
    title: 'An update of a fragment that does not exist is answered with 410.',
    because: 'the status is not documented (M42-UPD-011)',
  },
  {
    id: 'unknown-id-is-null',
    title: 'An update of a fragment that does not exist is answered with 200 and null.',
    because: 'the status is not documented, and reads answer so (M42-UPD-011)',
  },
  {
    id: 'nothing-found-is-204',
    title: 'A read of a fragment that does not exist is answered with 204.',
    because: 'the page says null without a status (M42-GET-002)',
  },
  {
    id: 'create-is-201',
    title: 'A new fragment, or object, is answered with 201.',
    because: 'the table of status codes is empty (M42-CRE-003)',
  },
  {
    id: 'delete-is-200',
    title: 'A deletion, of an object as well, is answered with 200 and null.',
    because: 'the table of status codes is empty (M42-DEL-002, M42-OBJ-012)',
  },
  {
    id: 'missing-object-is-404',
    title: 'A read of an object that does not exist is answered with 404.',
    because: 'documents say 404, clients have seen 200 with null (M42-OBJ-003)',
  },
  {
    id: 'denied-is-null',
    title: 'A write by somebody who may not write is answered with 200 and null.',
    because: 'clients have met both (M42-UPD-014)',
  },
  {
    id: 'lists-in-no-order',
    title: 'A list that is not sorted has an order of its own.',
    because: 'no page gives it one',
  },
  {
    id: 'dates-with-seven-digits',
    title: 'Instants are shown with seven digits of a second.',
    because: 'samples of clients have different numbers of them (M42-UPD-019)',
  },
  {
    id: 'page-number-ignored',
    title: 'The number of a page means nothing.',
    because: 'a client guards against tenants that ignore it (M42-LST-008)',
  },
  {
    id: 'lifetime-as-timespan',
    title: 'The lifetime of an access token is a .NET TimeSpan.',
    because: 'clients have met both (M42-AUT-004)',
  },
  {
    id: 'no-basic-credentials',
    title: 'A user name and a password are refused with 403.',
    because: 'a client has met tenants that accept them and refuse the API (M42-AUT-009)',
  },
  {
    id: 'no-exchange-is-401',
    title: 'A token that cannot be exchanged is answered with 401.',
    because: 'clients handle 401 as well as the 200 and null that they have met (M42-AUT-003)',
  },
];

/** Kernel variants that rules of this protocol forbid: none. */
export const unlawfulVariants: Readonly<Record<string, string>> = {};
