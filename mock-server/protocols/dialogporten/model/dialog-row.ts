import type { JsonObject } from '../../../../core/json.ts';
import type { Instant } from './date-time.ts';

/** Members of a dialog that PUT and PATCH may change, as read: names canonical, defaults filled in, null left out. */
export interface DialogFields extends JsonObject {
  readonly status: string;
  readonly isApiOnly: boolean;
  readonly searchTags: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  readonly guiActions: readonly JsonObject[];
  readonly apiActions: readonly JsonObject[];
}

/** One dialog: the aggregate that a revision covers. */
export interface DialogRow {
  readonly id: string;
  /** Number of the organisation that owns it. */
  readonly owner: string;
  readonly org: string;
  readonly revision: string;
  readonly party: string;
  readonly serviceResource: string;
  readonly idempotentKey?: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly contentUpdatedAt: Instant;
  readonly visibleFrom?: Instant;
  readonly deletedAt?: Instant;
  readonly frozen: boolean;
  readonly systemLabels: readonly string[];
  readonly endUserRevision: string;
  readonly serviceOwnerLabels: readonly string[];
  readonly serviceOwnerRevision: string;
  readonly fields: DialogFields;
  readonly transmissions: readonly JsonObject[];
  readonly activities: readonly JsonObject[];
  /** Who has seen it, oldest first. */
  readonly seen?: readonly JsonObject[];
}

/** Names of the store's tables. */
export const tables = {
  dialogs: 'dialogs',
  /** Ids of children and who has them: "DialogActivity:<id>". */
  childIds: 'child-ids',
  /** "<owner> <key>" of dialogs that are there or softly deleted. */
  idempotentKeys: 'idempotent-keys',
} as const;

/** Which dialog holds an id or a key. */
export interface Holder {
  readonly dialogId: string;
}
