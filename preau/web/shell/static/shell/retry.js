/** The page of an engine that is away: asks again every five seconds, and shows the page once it answers. */
const retry = async () => {
  const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
  if (answer && answer.status !== 503) location.reload();
  else setTimeout(retry, 5000);
};
setTimeout(retry, 5000);
