-- The store is read page by page on request, which needs no table.

drop table scrub_finding;
drop table scrub;
