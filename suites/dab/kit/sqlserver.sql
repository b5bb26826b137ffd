-- Tables and rows for the Data API builder suites, SQL Server 2016 or later. Drops its tables and creates them anew:
--   sqlcmd -b -f 65001 -d dab -i sqlserver.sql
-- Keys that are texts compare by their bytes, as they do in PostgreSQL.
set quoted_identifier on;
set xact_abort on;
set nocount on;
go
begin transaction;

drop table if exists books, publishers, authors, stocks, reviews, comics, books_sold, tags, samples, jsondocs, notes, memos, shelves;
go

create table publishers (
  id int not null constraint publishers_pkey primary key,
  name nvarchar(400) not null
);

create table books (
  id int not null constraint books_pkey primary key,
  title nvarchar(400) not null,
  publisher_id int null constraint books_publisher_id_fkey references publishers (id)
);

create table authors (
  id int identity not null constraint authors_pkey primary key,
  name nvarchar(400) not null,
  birthdate nvarchar(400) null
);

create table stocks (
  categoryid int not null,
  pieceid int not null,
  categoryName varchar(100) not null,
  piecesAvailable int null default 0,
  piecesRequired int not null default 0,
  constraint stocks_pkey primary key (categoryid, pieceid)
);

create table reviews (
  book_id int not null,
  id int identity not null,
  content nvarchar(400) not null default 'Its a classic',
  constraint reviews_pkey primary key (book_id, id)
);

create table comics (
  id int not null constraint comics_pkey primary key,
  title nvarchar(400) not null,
  volume int identity not null,
  categoryName varchar(100) not null constraint comics_categoryName_key unique
);

create table books_sold (
  id int not null constraint books_sold_pkey primary key,
  book_name nvarchar(400) null,
  copies_sold int null default 0,
  last_sold_on datetime2 null default '9999-12-31',
  last_sold_on_date as last_sold_on persisted
);

create table tags (
  code nvarchar(100) collate Latin1_General_100_BIN2 not null constraint tags_pkey primary key,
  label nvarchar(400) not null
);

create table samples (
  id uniqueidentifier not null constraint samples_pkey primary key,
  amount numeric(5,2) null,
  flag bit null,
  at datetimeoffset null,
  doc nvarchar(max) null,
  short varchar(5) null,
  small smallint null,
  big bigint null,
  ratio float null
);

create table jsondocs (
  id int not null constraint jsondocs_pkey primary key,
  doc nvarchar(max) null
);

create table notes (
  id int not null constraint notes_pkey primary key,
  owner nvarchar(400) not null,
  body nvarchar(400) null
);

create table memos (
  id int identity not null constraint memos_pkey primary key,
  owner nvarchar(400) not null,
  body nvarchar(400) null
);

create table shelves (
  id int not null constraint shelves_pkey primary key,
  lbl nvarchar(400) not null,
  remark nvarchar(400) null
);
go

insert into publishers values (7, 'Seven'), (1234, 'Big Company'), (2345, 'Small');
insert into books values (1, 'Awesome book', 1234), (2, 'Also Awesome', 1234), (7, 'Great wall', 2345);
insert into authors (name, birthdate) values ('Jelte', '2001-01-01'), ('Aniruddh', '2002-02-02');
insert into stocks values (1, 1, 'SciFi', 5, 2), (2, 1, 'Tales', 1, 1);
set identity_insert reviews on;
insert into reviews (book_id, id, content) values (1, 567, 'Indeed great');
set identity_insert reviews off;
insert into comics (id, title, categoryName) values (1, 'Star Trek', 'SciFi'), (2, 'Cinderella', 'Tales');
insert into books_sold (id, book_name) values (1, 'Watchmen');
insert into tags values
  ('plain', 'Plain'), ('two words', 'Space'), ('a/b', 'Slash'), ('50%', 'Percent'), (N'é', 'Accent'), ('a+b', 'Plus'),
  ('q?x', 'Question'), ('null', 'The word null'), ('''quote', 'Quote');
insert into samples values
  ('11111111-1111-1111-1111-111111111111', 1.50, 1, '2024-01-02T03:04:05Z', '{"a":1}', 'abc', 1, 1, 0.5);
insert into jsondocs values (1, '{"a":1}');
insert into notes values (1, 'me', 'mine'), (2, 'other', 'not mine');
insert into memos (owner, body) values ('me', 'mine'), ('other', 'not mine');
insert into shelves values (1, 'Top', 'dusty');

commit transaction;
go
