import { commandLine } from './command-line.ts';
import { mcpServer } from './mcp.ts';
import { centreonProvider, rapid7Plugin } from './monitoring.ts';
import { newerNode, olderNode } from './n8n.ts';
import { pythonSdk } from './python-sdk.ts';
import type { ClientStory } from './story.ts';

/** By client what it sends, as its source makes it. */
export const clientStories: readonly ClientStory[] = [
  pythonSdk,
  olderNode,
  newerNode,
  mcpServer,
  commandLine,
  centreonProvider,
  rapid7Plugin,
];
