CREATE TABLE "door_entries" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"home_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"how" text,
	"marked_at" timestamp (3) with time zone,
	"marked_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"closed_why" text,
	CONSTRAINT "door_entries_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "door_entries_reason" CHECK ("door_entries"."reason" in ('noAccount', 'noPhone', 'noCredit', 'failed', 'overCap', 'unread')),
	CONSTRAINT "door_entries_how" CHECK ("door_entries"."how" is null or "door_entries"."how" in ('inPerson', 'byPhone', 'noteLeft', 'notHome')),
	CONSTRAINT "door_entries_marked" CHECK (("door_entries"."how" is null) = ("door_entries"."marked_at" is null)),
	CONSTRAINT "door_entries_closed" CHECK (("door_entries"."closed_at" is null) = ("door_entries"."closed_why" is null))
);
--> statement-breakpoint
CREATE TABLE "door_lists" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"grid_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"title" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "door_lists_id_community_id_pk" PRIMARY KEY("id","community_id")
);
--> statement-breakpoint
CREATE TABLE "notice_comments" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"check_state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"hidden_at" timestamp (3) with time zone,
	"hidden_by" uuid,
	"hidden_why" text,
	CONSTRAINT "notice_comments_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "notice_comments_check_state" CHECK ("notice_comments"."check_state" in ('pending', 'passed', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "notice_files" (
	"notice_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "notice_files_notice_id_community_id_file_id_pk" PRIMARY KEY("notice_id","community_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "notice_readers" (
	"notice_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"home_id" uuid,
	"home_community_id" uuid,
	"building_id" uuid,
	"grid_id" uuid,
	"has_account" boolean NOT NULL,
	"read_at" timestamp (3) with time zone,
	"read_revision" integer,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "notice_readers_notice_id_person_id_community_id_pk" PRIMARY KEY("notice_id","person_id","community_id")
);
--> statement-breakpoint
CREATE TABLE "notice_revisions" (
	"notice_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"what_changed" text,
	"author_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_revisions_notice_id_community_id_revision_pk" PRIMARY KEY("notice_id","community_id","revision")
);
--> statement-breakpoint
CREATE TABLE "notice_settings" (
	"place_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"needs_approval" boolean NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_settings_place_id_community_id_pk" PRIMARY KEY("place_id","community_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"revision" integer NOT NULL,
	"audience" jsonb NOT NULL,
	"paid" jsonb NOT NULL,
	"pinned_until" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"comments_allowed" boolean NOT NULL,
	"needs_confirmation" boolean NOT NULL,
	"is_urgent" boolean NOT NULL,
	"door_after_hours" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"publish_at" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision_why" text,
	"recalled_at" timestamp (3) with time zone,
	"recall_reason" text,
	"removed_at" timestamp (3) with time zone,
	"people" integer NOT NULL,
	"reminders" integer NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	"look_at" timestamp (3) with time zone,
	CONSTRAINT "notices_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "notices_state" CHECK ("notices"."state" in ('draft', 'waiting', 'scheduled', 'publishing', 'published', 'recalled')),
	CONSTRAINT "notices_recalled" CHECK (("notices"."state" = 'recalled') = ("notices"."recalled_at" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "door_entries_once" ON "door_entries" USING btree ("subject_id","person_id","community_id");--> statement-breakpoint
CREATE INDEX "door_entries_list" ON "door_entries" USING btree ("list_id","home_id");--> statement-breakpoint
CREATE INDEX "door_entries_person" ON "door_entries" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "door_lists_once" ON "door_lists" USING btree ("community_id","subject_id","grid_id");--> statement-breakpoint
CREATE INDEX "door_lists_grid" ON "door_lists" USING btree ("grid_id","id");--> statement-breakpoint
CREATE INDEX "notice_comments_notice" ON "notice_comments" USING btree ("notice_id","id");--> statement-breakpoint
CREATE INDEX "notice_comments_author" ON "notice_comments" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "notice_readers_person" ON "notice_readers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "notices_place" ON "notices" USING btree ("place_id","updated_at");--> statement-breakpoint
CREATE INDEX "notices_look_at" ON "notices" USING btree ("look_at") WHERE look_at is not null;