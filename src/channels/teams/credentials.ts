/** The bot's registration as the Bot Framework wants it; refuses what cannot be served safely. */
import { DalilError } from '../../errors.ts';
import { isLoopback } from '../../loopback.ts';

/** The bot's registration. All three, or none on a loopback host: then nobody is asked who they are. */
export interface Registration {
  appId?: string;
  appPassword?: string;
  tenantId?: string;
  /** The host the server listens on. */
  host: string;
}

/** The settings of the SDK. Throws `teams-incomplete` or `teams-unauthenticated`. */
export function credentialsOf({ appId, appPassword, tenantId, host }: Registration): Record<string, string> {
  if (appId && appPassword && tenantId) {
    return {
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppId: appId,
      MicrosoftAppPassword: appPassword,
      MicrosoftAppTenantId: tenantId,
    };
  }
  if (appId || appPassword || tenantId) {
    throw new DalilError({
      code: 'teams-incomplete',
      message: 'The Teams registration is incomplete.',
      hint: 'Set the app id, its password and the tenant id, or none of them.',
    });
  }
  if (!isLoopback(host)) {
    throw new DalilError({
      code: 'teams-unauthenticated',
      message: `Without an app id anybody could write as anybody, and ${host} is not this machine alone.`,
      hint: 'Set the app id, its password and the tenant id, or listen on 127.0.0.1.',
    });
  }
  return {};
}
