-- Readers see the columns that the migrations made.
select keep_readable();
