/** Kinds of attribute values; the wire shows guids as texts, flags as 0 and 1, dates as ISO 8601 in UTC. */
export type AttributeType = 'text' | 'integer' | 'flag' | 'guid' | 'date';

/** A Data Definition: the named set of attributes that its fragments have. ID and TimeStamp are on each of them. */
export interface Definition {
  readonly name: string;
  readonly attributes: Readonly<Record<string, AttributeType>>;
  /** Attribute that a list shows as DisplayString. */
  readonly display: string;
}

/** A Configuration Item: objects of this type are made of one fragment of each of these definitions. */
export interface ObjectType {
  readonly name: string;
  readonly definitions: readonly string[];
}

/** Every Data Definition of this server; attributes as far as public documents and clients show them. */
export const allDefinitions: readonly Definition[] = [
  {
    name: 'SPSScCategoryClassBase',
    display: 'Name',
    attributes: {
      Name: 'text',
      Description: 'text',
      DefaultSubject: 'text',
      DefaultImpact: 'integer',
      Hidden: 'flag',
      Parent: 'guid',
      DefaultRecipientRole: 'guid',
    },
  },
  {
    name: 'SPSActivityClassBase',
    display: 'Subject',
    attributes: {
      TicketNumber: 'text',
      Subject: 'text',
      Description: 'text',
      Category: 'guid',
      Initiator: 'guid',
      Recipient: 'guid',
      Urgency: 'integer',
      Impact: 'integer',
      Priority: 'integer',
      CreatedDate: 'date',
      ReminderDate: 'date',
      UsedInTypeSPSActivityTypeIncident: 'guid',
      UsedInTypeSPSActivityTypeServiceRequest: 'guid',
      UsedInTypeSPSActivityTypeTicket: 'guid',
    },
  },
  {
    name: 'SPSCommonClassBase',
    display: 'State',
    attributes: { State: 'integer', Reason: 'integer', TypeID: 'guid' },
  },
];

/** What the page's body sample shows beside the real attributes. */
const pageAttributes = { Attribute1: 'text', Attribute2: 'text' } as const;

const objectTypes: readonly ObjectType[] = [
  'SPSActivityTypeIncident',
  'SPSActivityTypeServiceRequest',
  'SPSActivityTypeTicket',
].map((name) => ({ name, definitions: ['SPSActivityClassBase', 'SPSCommonClassBase'] }));

/** The definition of this name, in any letter case; in the edition "documented" with the attributes of the page's sample. */
export function findDefinition(name: string, edition: string): Definition | undefined {
  const found = allDefinitions.find((definition) => sameName(definition.name, name));
  if (found?.name !== 'SPSActivityClassBase' || edition !== 'documented') return found;
  return { ...found, attributes: { ...found.attributes, ...pageAttributes } };
}

/** The object type of this name, in any letter case. */
export function findObjectType(name: string): ObjectType | undefined {
  return objectTypes.find((type) => sameName(type.name, name));
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
