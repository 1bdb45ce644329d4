/** What the server behind the page can do for it: it says so in the page, since asking any other server would be answered 404. */
export function serverOffers(what: string): boolean {
  const mark = document.querySelector<HTMLMetaElement>('meta[name="causeway-server"]');
  return mark?.content.split(" ").includes(what) ?? false;
}
