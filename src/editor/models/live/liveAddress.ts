/** The one address that is read. It is no setting: a workspace must not be able to say what is shown as models.dev. */
export const liveHost = 'models.dev';
export const liveAddress = `https://${liveHost}/api.json`;
