/** THE table: a name in the settings -> the backend or channel of that name, imported only when it is chosen. */
import type { ChannelDependencies } from './channels/channel.ts';
import type { TeamsSettings } from './channels/teams/index.ts';
import type { TerminalSettings } from './channels/terminal/index.ts';
import type { WebSettings } from './channels/web/index.ts';
import type { WhatsAppSettings } from './channels/whatsapp/index.ts';

/** `EMBEDDER`: what turns passages into vectors. */
export const EMBEDDERS = {
  offline: async () => (await import('./backends/embedder-offline.ts')).createEmbedder(),
} as const;

/** `VECTOR_INDEX`: what keeps the vectors. */
export const VECTOR_INDEXES = {
  hnswlib: async () => (await import('./backends/index-hnswlib.ts')).createVectorIndex(),
} as const;

/** `DATABASE_URL` or its absence: what keeps sessions and outcomes. */
export const DATABASES = {
  sqlite: async (url: string) => (await import('./backends/database-sqlite.ts')).openDatabase({ url }),
  postgres: async (url: string) => (await import('./backends/database-postgres.ts')).openDatabase({ url }),
} as const;

/** Where people write to Dalil. */
export const CHANNELS = {
  web: async (dependencies: ChannelDependencies, settings: WebSettings) =>
    (await import('./channels/web/index.ts')).createWebChannel(dependencies, settings),
  teams: async (dependencies: ChannelDependencies, settings: TeamsSettings) =>
    (await import('./channels/teams/index.ts')).createTeamsChannel(dependencies, settings),
  whatsapp: async (dependencies: ChannelDependencies, settings: WhatsAppSettings) =>
    (await import('./channels/whatsapp/index.ts')).createWhatsAppChannel(dependencies, settings),
  terminal: async (dependencies: ChannelDependencies, settings: TerminalSettings) =>
    (await import('./channels/terminal/index.ts')).createTerminalChannel(dependencies, settings),
} as const;
