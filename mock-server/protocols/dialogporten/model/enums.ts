import type { World } from '../../../kernel/world.ts';

/** Wire names in the order of their numbers, which start at 1 (0 is what an omitted required one turns into). */
export const dialogStatusInput: readonly string[] = [
  'New',
  'InProgress',
  'Draft',
  'Sent',
  'RequiresAttention',
  'Completed',
  'NotApplicable',
  'Awaiting',
];

export const activityType: readonly string[] = [
  'DialogCreated',
  'DialogClosed',
  'Information',
  'TransmissionOpened',
  'PaymentMade',
  'SignatureProvided',
  'DialogOpened',
  'DialogDeleted',
  'DialogRestored',
  'SentToSigning',
  'SentToFormFill',
  'SentToSendIn',
  'SentToPayment',
  'FormSubmitted',
  'FormSaved',
  'CorrespondenceOpened',
  'CorrespondenceConfirmed',
];

export const transmissionType: readonly string[] = [
  'Information',
  'Acceptance',
  'Rejection',
  'Request',
  'Alert',
  'Decision',
  'Submission',
  'Correction',
];

export const actorType: readonly string[] = ['PartyRepresentative', 'ServiceOwner'];
export const consumerType: readonly string[] = ['Gui', 'Api'];
export const guiPriority: readonly string[] = ['Primary', 'Secondary', 'Tertiary'];
export const systemLabel: readonly string[] = ['Default', 'Bin', 'Archive', 'MarkedAsUnopened', 'Sent'];
export const httpVerb: readonly string[] = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
];

/** The status an answer shows for a status that was sent: the two deprecated ones have successors. */
export function shownStatus(status: string, world: World): string {
  const successor = status === 'New' ? 'NotApplicable' : status === 'Sent' ? 'Awaiting' : undefined;
  if (successor === undefined) return status;
  return world.keepsFor(status, 'DP-CR-015') ? successor : status;
}
