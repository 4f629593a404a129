DROP INDEX "inbox_person";--> statement-breakpoint
DROP INDEX "changes_person";--> statement-breakpoint
DROP INDEX "changes_place";--> statement-breakpoint
DROP INDEX "changes_created";--> statement-breakpoint
ALTER TABLE "inbox" DROP CONSTRAINT "inbox_id_person_id_pk";--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_person_id_id_pk" PRIMARY KEY("person_id","id");--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "community_id" uuid;--> statement-breakpoint
CREATE INDEX "changes_community" ON "changes" USING btree ("community_id","xid") WHERE community_id is not null;--> statement-breakpoint
CREATE INDEX "changes_person" ON "changes" USING btree ("person_id","xid") WHERE person_id is not null;--> statement-breakpoint
CREATE INDEX "changes_place" ON "changes" USING btree ("place_id","xid") WHERE place_id is not null;--> statement-breakpoint
CREATE INDEX "changes_created" ON "changes" USING brin ("created_at");