// A browser that reads what was pushed to it, by a library that is not ours (http_ece, by the author
// of RFC 8188). One JSON object in, the text out.
import { createECDH } from "node:crypto";
import { readFileSync } from "node:fs";
import ece from "http_ece";

const { secret, auth, body } = JSON.parse(readFileSync(0, "utf8"));
const mine = createECDH("prime256v1");
mine.setPrivateKey(Buffer.from(secret, "base64url"));
const params = { version: "aes128gcm", privateKey: mine, authSecret: Buffer.from(auth, "base64url") };
process.stdout.write(ece.decrypt(Buffer.from(body, "base64url"), params));
