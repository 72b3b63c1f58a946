// An application of an académie, by a client library that is not ours (openid-client, certified by
// the OpenID Foundation). One JSON command a line, one JSON answer a line.
import * as client from "openid-client";
import { createLocalJWKSet, jwtVerify } from "jose";
import http from "node:http";
import readline from "node:readline";

// Names end in .localhost, which only browsers resolve by themselves.
const loopback = (url, options) =>
  new Promise((answer, refuse) => {
    const asked = new URL(url);
    const headers = { ...Object.fromEntries(new Headers(options.headers)), host: asked.host };
    const body = options.body == null ? "" : String(options.body);
    if (body) headers["content-length"] = Buffer.byteLength(body);
    const sent = http.request(
      { host: "127.0.0.1", port: asked.port, path: asked.pathname + asked.search, method: options.method, headers },
      (got) => {
        const parts = [];
        got.on("data", (part) => parts.push(part));
        got.on("end", () => answer(new Response(Buffer.concat(parts), { status: got.statusCode, headers: got.headers })));
      },
    );
    sent.on("error", refuse);
    sent.end(body);
  });

let config, wish;
const verbs = {
  async discover({ issuer, id, secret }) {
    const how = secret ? client.ClientSecretBasic(secret) : client.None();
    config = await client.discovery(new URL(issuer), id, undefined, how, {
      execute: [client.allowInsecureRequests],
      [client.customFetch]: loopback,
    });
    config[client.customFetch] = loopback;
    return config.serverMetadata();
  },
  async ask({ redirect, scope, more }) {
    const verifier = client.randomPKCECodeVerifier();
    wish = { pkceCodeVerifier: verifier, expectedState: client.randomState(), expectedNonce: client.randomNonce() };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: redirect,
      scope: scope ?? "openid profile email staff",
      state: wish.expectedState,
      nonce: wish.expectedNonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      ...more,
    });
    return { url: url.href };
  },
  async come({ url, checks }) {
    const tokens = await client.authorizationCodeGrant(config, new URL(url), { ...wish, idTokenExpected: true, ...checks });
    return { ...tokens, claims: tokens.claims() };
  },
  async refresh({ token }) {
    const tokens = await client.refreshTokenGrant(config, token);
    return { ...tokens, claims: tokens.claims() };
  },
  async userinfo({ token, sub }) {
    return await client.fetchUserInfo(config, token, sub);
  },
  // What section 2.6 of Back-Channel Logout asks an application to check.
  async farewell({ token }) {
    const { issuer, jwks_uri } = config.serverMetadata();
    const keys = createLocalJWKSet(await (await loopback(jwks_uri, { method: "GET" })).json());
    const { client_id: audience } = config.clientMetadata();
    const requiredClaims = ["iat", "exp", "jti", "events"];
    return (await jwtVerify(token, keys, { issuer, audience, typ: "logout+jwt", algorithms: ["RS256"], requiredClaims })).payload;
  },
  async logout({ hint, back, state }) {
    return { url: client.buildEndSessionUrl(config, { id_token_hint: hint, post_logout_redirect_uri: back, state }).href };
  },
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { verb, ...given } = JSON.parse(line);
  let said;
  try {
    said = await verbs[verb](given);
  } catch (error) {
    said = { failed: error.error ?? error.code ?? error.message, why: `${error.message} ${error.cause?.message ?? ""} ${error.cause?.cause?.status ?? ""}` };
  }
  process.stdout.write(JSON.stringify(said) + "\n");
}
