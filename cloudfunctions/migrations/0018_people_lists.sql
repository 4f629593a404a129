CREATE TABLE "people_lists" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"filter" jsonb NOT NULL,
	"purpose" text NOT NULL,
	"people" integer NOT NULL,
	"approval_id" uuid,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"exported_at" timestamp (3) with time zone,
	CONSTRAINT "people_lists_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "people_lists_purpose" CHECK ("people_lists"."purpose" in ('care', 'emergency', 'benefit', 'statistics', 'vaccination'))
);
--> statement-breakpoint
-- Approvals asked for before were for everybody of a place.
ALTER TABLE "list_approvals" ADD COLUMN "filter" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "list_approvals" ALTER COLUMN "filter" DROP DEFAULT;--> statement-breakpoint
CREATE INDEX "people_lists_opener" ON "people_lists" USING btree ("opened_by","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "people_lists_approval" ON "people_lists" USING btree ("community_id","approval_id") WHERE approval_id is not null;--> statement-breakpoint
CREATE INDEX "access_log_list" ON "access_log" USING btree ("subject_id","person_id") WHERE what = 'list.view';--> statement-breakpoint
CREATE INDEX "access_log_browsed" ON "access_log" USING btree ("viewer_id","at") WHERE what = 'list.search';