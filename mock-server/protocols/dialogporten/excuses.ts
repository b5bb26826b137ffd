import type { Excuses } from '../../kernel/protocol-core.ts';

/** What the proof of this protocol lets pass, and why. */
export const excuses: Excuses = {
  assertions: {},
  inherited: {
    'dialogporten/invariant-24 DP-TS-001':
      'The order of the stamps is a statement about the rows, which every read is held to, whatever write disturbed it.',
    'dialogporten/invariant-26 DP-GET-014':
      'The members of a dialog, of its transmissions too, are held to in every read, whatever write left them out.',
    'dialogporten/invariant-28 DP-GET-014':
      'That a dialog which is not for the API alone has a title is held to in every read, whatever write left it out.',
    'dialogporten/children/shown-whole/*':
      'What the lists and the dialog show of a child is held against what was sent, whatever write forgot it.',
  },
  dumbPasses: {
    'always-200 DP-GET-013': 'Its {} is sent as application/json, which is all that this rule asks.',
    'echo DP-GET-013': 'What it sends back is the JSON of the request with its media type.',
    'speaks-dataverse DP-AUTH-012':
      'HTTP asks the same of every server: its 401 has a challenge, as that of any API has.',
  },
};
