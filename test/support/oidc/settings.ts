/** A program of one person's computer: no secret, ends anywhere on loopback (RFC 8252). */
export const deskClient = {
  client_id: 'dock-desk',
  token_endpoint_auth_method: 'none',
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/signed-in'],
  response_types: ['code'],
  grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
};
/** A site of a shop: a secret with everything a form has to encode, sent in the header, and one address. */
export const shopClient = {
  client_id: 'dock:shop',
  client_secret: 'Kq+7/v=%41 :&?#~-long-enough-to-be-a-secret',
  token_endpoint_auth_method: 'client_secret_basic',
  redirect_uris: ['https://shop.example.com/signed-in'],
  response_types: ['code'],
  grant_types: ['authorization_code', 'refresh_token'],
};
/** A program that acts for itself; its secret goes in the body. */
export const robotClient = {
  client_id: 'dock-robot',
  client_secret: 'body+secret/with=signs&more-to-be-long-enough',
  token_endpoint_auth_method: 'client_secret_post',
  scope: 'orders',
  redirect_uris: [],
  response_types: [],
  grant_types: ['client_credentials'],
};
export const clients = [deskClient, shopClient, robotClient];

export const scopes = ['openid', 'email', 'offline_access', 'orders', 'stock'];

/** Anyone may sign in, under any name. */
export const userNamed = (id: string) => ({
  accountId: id,
  claims: () => ({ sub: id, email: `${id}@example.com` }),
});
