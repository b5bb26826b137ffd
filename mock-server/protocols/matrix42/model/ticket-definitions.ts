import type { Definition, ObjectType } from './definition.ts';

/** The Data Definitions of tickets; attributes as far as public documents and clients show them. */
export const ticketDefinitions: readonly Definition[] = [
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
    relations: {
      Parent: { to: 'SPSScCategoryClassBase' },
      DefaultRecipientRole: { to: 'SPSScRoleClassBase' },
      DefaultImpact: { to: 'SVMActivityPickupImpact', by: 'Value' },
    },
    links: { RelatedCategories: 'SPSScCategoryClassBase' },
    mandatory: ['Name'],
  },
  {
    name: 'SPSActivityClassBase',
    display: 'Subject',
    attributes: {
      TicketNumber: 'text',
      Subject: 'text',
      Description: 'text',
      DescriptionHTML: 'text',
      Category: 'guid',
      Initiator: 'guid',
      Recipient: 'guid',
      RecipientRole: 'guid',
      Creator: 'guid',
      Urgency: 'integer',
      Impact: 'integer',
      Priority: 'integer',
      NotificationMode: 'integer',
      EntryBy: 'integer',
      CreatedDate: 'date',
      ReminderDate: 'date',
      UsedInTypeSPSActivityTypeIncident: 'guid',
      UsedInTypeSPSActivityTypeServiceRequest: 'guid',
      UsedInTypeSPSActivityTypeTicket: 'guid',
      UsedInTypeSPSActivityTypeProblem: 'guid',
    },
    relations: {
      Category: { to: 'SPSScCategoryClassBase' },
      Initiator: { to: 'SPSUserClassBase' },
      Recipient: { to: 'SPSUserClassBase' },
      RecipientRole: { to: 'SPSScRoleClassBase' },
      Creator: { to: 'SPSUserClassBase' },
      Urgency: { to: 'SVMActivityPickupUrgency', by: 'Value' },
      Impact: { to: 'SVMActivityPickupImpact', by: 'Value' },
    },
    links: { AttachedUsers: 'SPSUserClassBase' },
    mandatory: ['Subject'],
  },
  {
    name: 'SPSCommonClassBase',
    display: 'State',
    attributes: { State: 'integer', Reason: 'integer', TypeID: 'guid' },
    relations: {
      State: { to: 'SPSCommonPickupObjectStatus', by: 'Value' },
      Reason: { to: 'SPSCommonPickupObjectStateReason', by: 'Value' },
    },
  },
  {
    name: 'SPSActivityClassUnitOfWork',
    display: 'OriginalSolution',
    attributes: {
      CreatedDate: 'date',
      Creator: 'guid',
      ActivityAction: 'integer',
      OriginalSolution: 'text',
      OriginalSolutionHtml: 'text',
      VisibleInPortal: 'flag',
      SolutionParams: 'text',
      UsedInType: 'guid',
      TypeID: 'guid',
    },
    relations: { Creator: { to: 'SPSUserClassBase' } },
  },
  {
    name: 'SPSActivityClassTimeTracking',
    display: 'Minutes',
    attributes: {
      CreatedDate: 'date',
      Begin: 'date',
      End: 'date',
      Minutes: 'integer',
      ActivityType: 'integer',
      User: 'guid',
      UsedInType: 'guid',
    },
    relations: { User: { to: 'SPSUserClassBase' } },
  },
];

// A service request has the number of a ticket, as clients have met it.
const ticketTypes: readonly (readonly [name: string, id: string, title: string, numbers: string])[] = [
  ['SPSActivityTypeIncident', 'fe098714-ac94-47f1-9724-df5bac86b3fb', 'Incident', 'INC'],
  ['SPSActivityTypeServiceRequest', '0a1b6c9e-5f7d-4c3a-9f0e-2b8d61c7a402', 'Service Request', 'TCK'],
  ['SPSActivityTypeTicket', '3d2f8e51-9c64-4b7a-8a15-6e0f93b2d703', 'Ticket', 'TCK'],
  ['SPSActivityTypeProblem', '7c4e1a92-2b8f-4d56-b3c9-10d5a8f46e04', 'Problem', 'PRB'],
];

/** The kinds of tickets: each has its data, its state, and a journal. */
export const ticketObjectTypes: readonly ObjectType[] = ticketTypes.map(([name, id, title, numbers]) => ({
  name,
  id,
  title,
  numbers,
  definitions: ['SPSActivityClassBase', 'SPSCommonClassBase'],
  many: ['SPSActivityClassUnitOfWork'],
}));
